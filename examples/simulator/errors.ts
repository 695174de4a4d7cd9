/** Where in an input file something stands; lines and columns count from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** Input that a person can mend: shown as one line, never with a stack trace. */
export class InputError extends Error {
  constructor(
    what: string,
    readonly place?: Place,
  ) {
    super(place === undefined ? what : `${placeText(place)}: ${what}`);
    this.name = "InputError";
  }
}

function placeText({ file, line, column }: Place): string {
  if (line === undefined) return file;
  return column === undefined ? `${file}, line ${line}` : `${file}, line ${line}, column ${column}`;
}
