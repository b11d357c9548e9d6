/** What stands in each archive for whoever opens it without knowing the product. */
export function readme(reference: string): string {
  return `Evidence of case ${reference}

manifest.json lists every file with its size and SHA-256, and where the chains of the audit log stood.
manifest.sig.json signs manifest.json with the Ed25519 key of the installation that made this archive.
The *.ndjson files hold one row a line, as the database had it. Letters are as they were sent; the links in
them that speak for their addressee are cut short. Who reported is not in the archive.
letters/ holds the same letters as tagged PDF, each named by the id of its row.
exported.json lists the hashes of files and rows; the log has its hash. policy/ holds the versions of the rules that governed the decisions, audit/ the parts of the audit log,
media/ and appeal-files/ the files, each named by its SHA-256.

To check it, with Recourse's sources and no database:

  npm run -s cli -- evidence verify FILE --key KEY-ID

KEY-ID is what the installation calls its key (npm run -s cli -- evidence key). Learn it from them, not from here.
`;
}
