/**
 * Languages that an admin may name before the first case in them comes in: the official ones of the European Union, and
 * those that much of what is sold and said on large platforms is written in. Codes are BCP 47, as cases have them.
 */
export const usualLanguages: readonly string[] =
  "bg cs da de el en es et fi fr ga hr hu it lt lv mt nl pl pt ro sk sl sv zh zh-Hans zh-Hant ar fa he hi id ja ko ms nb ru sr th tr uk ur vi".split(
    " ",
  );
