"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import type { Place } from "@/lib/policy/edit/contract";
import type { EditedDraft } from "@/lib/policy/edit/view.contract";
import { useKeys } from "../shell/keys";
import { Count } from "../ui/status";
import { oneLineClass } from "../ui/tab-class";
import { Tab, TabList, TabPanel, Tabs } from "../ui/tabs";
import { TabsInLine } from "../ui/tabs-in-line";
import { useToast } from "../ui/toast";
import { ActionsPart } from "./actions-part";
import { ClausesPart } from "./clauses-part";
import { EditorBar } from "./editor-bar";
import { type Editor, EditorProvider } from "./editor-context";
import { type Other, saidOfWrite } from "./others.rules";
import { ProblemList } from "./problem-list";
import { type EditorPart, partOf } from "./problems.rules";
import { RulesPart } from "./rules-part";
import { TablePart } from "./table-part";
import { useDraft } from "./use-draft";
import { useOthers } from "./use-others";
import { VersionPart } from "./version-part";

const parts: readonly EditorPart[] = ["clauses", "table", "actions", "rules", "version"];
const places: Record<EditorPart, Place> = {
  clauses: ["clauses"],
  table: ["table"],
  actions: ["actions"],
  rules: ["counters"],
  version: ["version"],
};

type Props = { draft: EditedDraft; me: string; at?: Place };

/** A draft, edited in place. Every edit goes to the server; what is on the screen is what it answered. */
export function PolicyEditor({ draft, me, at: first = ["clauses"] }: Props) {
  const t = useTranslations("policyEdit");
  const notify = useToast();
  const router = useRouter();
  const [at, setAt] = useState<Place>(first);
  const [said, setSaid] = useState("");
  const [isLive, setIsLive] = useState(false);
  const own = useDraft(draft, isLive, {
    onDone({ merged }) {
      setSaid(t(merged ? "said.merged" : "said.saved"));
      // What stands around the editor (what is against publishing, the changes so far) is of the page.
      router.refresh();
    },
    onFailed: (title) => notify({ title, tone: "danger" }),
  });
  const present = useRef<readonly Other[]>([]);
  const { others, isLive: hears } = useOthers({
    ...{ draftId: draft.id, me, at },
    onWritten: (name, rev) => {
      // One's own write is told too; what it is answered with holds everything that was written before it.
      if (own.isBusy || rev <= own.newest()) return;
      const said = saidOfWrite(name, me, present.current);
      if (said !== null) setSaid(t(`said.${said}`, { name: name ?? "" }));
      own.refresh();
    },
  });
  useEffect(() => setIsLive(hears), [hears]);
  useEffect(() => {
    present.current = others;
  });
  useFreshPage(draft.rev, own.view.rev, own.refresh);
  const goTo = (place: Place) => {
    setAt(place);
    // The address leads to the place again: after a reload, and for whoever it is sent to.
    const address = new URL(window.location.href);
    address.searchParams.set("at", JSON.stringify(place));
    window.history.replaceState(window.history.state, "", address);
  };
  const { view, step } = own;
  const canUndo = view.mayEdit && view.undo && !own.isBusy;
  const canRedo = view.mayEdit && view.redo && !own.isBusy;
  useEditorKeys({ undo: canUndo ? () => step("undo") : null, redo: canRedo ? () => step("redo") : null });
  useLeaveWarning(Object.keys(own.typed).length > 0);
  const editor: Editor = { ...own, at, goTo, say: setSaid };
  const part = partOf(at);
  return (
    <EditorProvider editor={editor}>
      <EditorBar
        me={me}
        said={said}
        others={others}
        undo={canUndo ? () => step("undo") : null}
        redo={canRedo ? () => step("redo") : null}
      />
      <ProblemList />
      <Tabs value={part} onValueChange={(next) => goTo(places[next as EditorPart])} className="pt-2">
        <TabsInLine current={part}>
          <TabList aria-label={t("parts.label")} className={oneLineClass}>
            {parts.map((one) => {
              const count = view.problems.filter(
                ({ place, severity }) => severity === "blocks" && partOf(place) === one,
              ).length;
              return (
                <Tab key={one} value={one}>
                  {t(`parts.${one}`)}{" "}
                  {count > 0 ? (
                    <Count tone="danger">
                      {count} <span className="sr-only">{t("parts.blocking", { count })}</span>
                    </Count>
                  ) : null}
                </Tab>
              );
            })}
          </TabList>
        </TabsInLine>
        <TabPanel value="clauses">
          <ClausesPart />
        </TabPanel>
        <TabPanel value="table">
          <TablePart />
        </TabPanel>
        <TabPanel value="actions">
          <ActionsPart />
        </TabPanel>
        <TabPanel value="rules">
          <RulesPart />
        </TabPanel>
        <TabPanel value="version">
          <VersionPart />
        </TabPanel>
      </Tabs>
    </EditorProvider>
  );
}

/** The page around the editor (what stands against publishing, the plan, who may sign) and the editor show the same draft. */
function useFreshPage(ofPage: number, ofEditor: number, refreshEditor: () => void): void {
  const router = useRouter();
  const refresh = useRef(refreshEditor);
  useEffect(() => {
    refresh.current = refreshEditor;
  });
  useEffect(() => {
    if (ofEditor > ofPage) router.refresh();
    else if (ofPage > ofEditor) refresh.current();
  }, [router, ofPage, ofEditor]);
}

const typingIn = "input:not([type=checkbox]), textarea, [contenteditable=true]";

/** Ctrl+Z and Ctrl+Shift+Z; while somebody types they are the field's own. */
function useEditorKeys({ undo, redo }: { undo: (() => void) | null; redo: (() => void) | null }): void {
  const t = useTranslations("policyEdit.bar");
  const key = (keys: string, label: string, run: (() => void) | null) => ({
    ...{ keys, label, run: () => run?.() },
    // Asked when the key is pressed: in a field it takes back what was typed there, as everywhere.
    get isOn() {
      return run !== null && !document.activeElement?.matches(typingIn);
    },
  });
  useKeys([key("mod+z", t("undo"), undo), key("mod+shift+z", t("redo"), redo)]);
}

function useLeaveWarning(isUnsaved: boolean): void {
  useEffect(() => {
    if (!isUnsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isUnsaved]);
}
