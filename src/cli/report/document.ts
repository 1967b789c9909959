// The few parts of a browser's document that the plotting library draws with. A whole one would take
// more bytes than the library itself.

/** Text outside of tags, and in attributes. */
export const escape = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;")
    // Signs that no reader sees, and that may turn the direction of what follows.
    .replaceAll(/[\p{Cf}\p{Co}\p{Cs}]|[^\P{Cc}\n\t]/gu, " ")

type Node = Element | Text

class Text {
  parentNode: Element | null = null
  readonly data: string
  readonly ownerDocument: Document
  constructor(data: string, ownerDocument: Document) {
    this.data = data
    this.ownerDocument = ownerDocument
  }
  toString(): string {
    return escape(this.data)
  }
}

class Element {
  parentNode: Element | null = null
  readonly childNodes: Array<Node> = []
  readonly attributes = new Map<string, string>()
  readonly style: {
    setProperty: (name: string, value: unknown) => void
    removeProperty: (name: string) => void
  }
  readonly tagName: string
  readonly namespaceURI: string
  readonly ownerDocument: Document
  constructor(tagName: string, namespaceURI: string, ownerDocument: Document) {
    this.tagName = tagName
    this.namespaceURI = namespaceURI
    this.ownerDocument = ownerDocument
    const properties = new Map<string, string>()
    const write = () =>
      this.attributes.set("style", [...properties].map((pair) => pair.join(": ")).join("; "))
    this.style = {
      setProperty: (name, value) => {
        properties.set(name, String(value))
        write()
      },
      removeProperty: (name) => {
        properties.delete(name)
        write()
      }
    }
  }
  get lastChild(): Node | null {
    return this.childNodes.at(-1) ?? null
  }
  get firstChild(): Node | null {
    return this.childNodes[0] ?? null
  }
  get textContent(): string {
    return this.childNodes
      .map((node) => (node instanceof Text ? node.data : node.textContent))
      .join("")
  }
  set textContent(text: unknown) {
    this.childNodes.length = 0
    this.append(String(text ?? ""))
  }
  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null
  }
  hasAttribute(name: string): boolean {
    return this.attributes.has(name)
  }
  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value))
  }
  setAttributeNS(_: string, name: string, value: unknown): void {
    this.setAttribute(name, value)
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name)
  }
  appendChild(node: Node): Node {
    return this.insertBefore(node, null)
  }
  insertBefore(node: Node, before: Node | null): Node {
    node.parentNode?.removeChild(node)
    node.parentNode = this
    const at = before === null ? -1 : this.childNodes.indexOf(before)
    this.childNodes.splice(at < 0 ? this.childNodes.length : at, 0, node)
    return node
  }
  removeChild(node: Node): Node {
    const at = this.childNodes.indexOf(node)
    if (at >= 0) this.childNodes.splice(at, 1)
    node.parentNode = null
    return node
  }
  append(...nodes: ReadonlyArray<Node | string>): void {
    for (const node of nodes) {
      this.appendChild(typeof node === "string" ? new Text(node, this.ownerDocument) : node)
    }
  }
  querySelectorAll(): ReadonlyArray<Element> {
    return []
  }
  addEventListener(): void {}
  toString(): string {
    const attributes = [...this.attributes].map(([name, value]) => ` ${name}="${escape(value)}"`)
    // Here the library writes style rules of its own, and no text of a session.
    const inside = this.tagName === "style" ? this.textContent : this.childNodes.join("")
    return `<${this.tagName}${attributes.join("")}>${inside}</${this.tagName}>`
  }
}

class Document {
  readonly documentElement = new Element("html", "http://www.w3.org/1999/xhtml", this)
  createElement(name: string): Element {
    return this.createElementNS("http://www.w3.org/1999/xhtml", name)
  }
  createElementNS(space: string, name: string): Element {
    return new Element(name, space, this)
  }
  createTextNode(text: unknown): Text {
    return new Text(String(text), this)
  }
}

export const make = (): object => new Document()
