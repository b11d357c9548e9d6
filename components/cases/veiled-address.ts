/** Where the veiled picture is: as one of this case, whose veil may be another than the strongest. */
export function veiledAddress(mediaId: string, caseId: string): string {
  return `/api/media/${mediaId}?case=${caseId}`;
}
