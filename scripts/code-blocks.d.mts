export declare const codeBlocks: (
  path: string
) => ReadonlyArray<{ readonly name: string; readonly code: string }>
