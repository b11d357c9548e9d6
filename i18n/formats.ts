/**
 * The runtime's formats, each made once: making one costs a hundred times what using it does, and a case shows dozens of times.
 */
function madeOnce<Options extends object, Format>(
  make: (locale: string, options: Options) => Format,
): (locale: string, options: Options) => Format {
  const known = new Map<string, Format>();
  return (locale, options) => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const format = known.get(key) ?? make(locale, options);
    // Zones and languages come from people's data; a server that runs for months keeps no more of them than are in use.
    if (known.size >= 500) known.clear();
    known.set(key, format);
    return format;
  };
}

/** @throws RangeError for a locale or a zone that is none, as the constructor does */
export const dateFormat = madeOnce(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options),
);
/** @throws RangeError for a locale that is none */
export const listFormat = madeOnce((locale, options: Intl.ListFormatOptions) => new Intl.ListFormat(locale, options));
/** @throws RangeError for a locale that is none; its `of` throws for a code that is none */
export const namesOf = madeOnce(
  (locale, options: Intl.DisplayNamesOptions) => new Intl.DisplayNames([locale], options),
);
