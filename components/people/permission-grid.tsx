import { useTranslations } from "next-intl";
import {
  type Permission,
  permissions,
  permissionTable,
  type Role,
  roleHas,
  roles,
} from "@/lib/platform/permissions.rules";
import { Reference } from "../ui/reference";
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from "../ui/table";

/** Who may do what, printed from the table that decides it; a permission that no role has is the public's or the product's own. */
export function PermissionGrid() {
  const t = useTranslations("people.permissions");
  const roleName = useTranslations("common.roles");
  const shown = permissions.filter((permission) => permissionTable[permission].length > 0);
  return (
    <Table isCards caption={t("caption")} isHeadSticky>
      <TableHead>
        <TableRow>
          <HeaderCell>{t("permission")}</HeaderCell>
          {roles.map((role) => (
            <HeaderCell key={role} className="text-center">
              {roleName(role)}
            </HeaderCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {shown.map((permission) => (
          <TableRow key={permission}>
            <HeaderCell scope="row" className="min-w-44 font-normal">
              <PermissionName permission={permission} />
            </HeaderCell>
            {roles.map((role) => (
              <Cell label={roleName(role)} key={role} className="text-center">
                <Mark role={role} permission={permission} />
              </Cell>
            ))}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function PermissionName({ permission }: { permission: Permission }) {
  const t = useTranslations("people.permissions.labels");
  // A dot parts levels in a catalogue, so the keys there have none.
  const key = permission.replace(".", "_");
  return (
    <>
      {t.has(key) ? <span className="block">{t(key)}</span> : null}
      <Reference className="text-12 text-ink-soft">{permission}</Reference>
    </>
  );
}

function Mark({ role, permission }: { role: Role; permission: Permission }) {
  const t = useTranslations("people.permissions");
  const isAllowed = roleHas(role, permission);
  return (
    <>
      <span aria-hidden="true" className={isAllowed ? "font-semibold text-good-ink" : "text-ink-faint"}>
        {isAllowed ? "✓" : "–"}
      </span>
      <span className="sr-only">{isAllowed ? t("yes") : t("no")}</span>
    </>
  );
}
