/** The report as people see it: in a real browser, light and dark, wide and narrow, and on paper. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { program, variables } from "../cli/program.js"
import { type Browser, launch, type Tab } from "./chromium.js"

const { run, sandbox, temp } = program()
let browser: Browser
let tab: Tab
let pixels: Tab

beforeAll(async () => {
  browser = await launch()
  tab = await browser.tab()
  pixels = await browser.tab()
})
afterAll(() => browser?.close())

/** Set it to a folder to look at the pictures. */
const pictures = process.env["PICTURES"]
const keep = (name: string, base64: string) => {
  if (pictures === undefined) return
  mkdirSync(pictures, { recursive: true })
  writeFileSync(join(pictures, name), Buffer.from(base64, "base64"))
}

const report = async (name: string, ...args: ReadonlyArray<string>) => {
  const file = join(temp, `${name}.html`)
  const { code, stderr } = await run(["report", "--out", file, ...args], variables)
  return { code, stderr, url: pathToFileURL(file).href }
}

const view = async (width: number, scheme: "light" | "dark", media = "screen") => {
  await tab.send("Emulation.setDeviceMetricsOverride", {
    width,
    height: 900,
    deviceScaleFactor: 1,
    mobile: false
  })
  await tab.send("Emulation.setEmulatedMedia", {
    media,
    features: [{ name: "prefers-color-scheme", value: scheme }]
  })
}

/** How many colours a picture has, and how bright it is on average, 0 to 1. */
const looked = (base64: string) =>
  pixels.evaluate(async (png) => {
    const image = await createImageBitmap(
      await (await fetch(`data:image/png;base64,${png}`)).blob()
    )
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d")
    context?.drawImage(image, 0, 0)
    const data = context?.getImageData(0, 0, image.width, image.height).data ?? []
    const colours = new Set<number>()
    let sum = 0
    for (let at = 0; at < data.length; at += 4) {
      const [red = 0, green = 0, blue = 0] = [data[at], data[at + 1], data[at + 2]]
      colours.add(red * 65_536 + green * 256 + blue)
      sum += red + green + blue
    }
    return { colours: colours.size, brightness: sum / (data.length / 4) / 765 }
  }, base64)

const photographed = async (name: string) => {
  await tab.send("Page.bringToFront")
  const { data } = await tab.send("Page.captureScreenshot", { captureBeyondViewport: true })
  keep(`${name}.png`, String(data))
  return looked(String(data))
}

/** What a reader of this page would stumble over. */
const faults = () =>
  tab.evaluate(() => {
    const found: Array<string> = []
    const root = document.documentElement
    if (root.scrollWidth > window.innerWidth) {
      found.push(`the page is ${root.scrollWidth} pixels wide, the window ${window.innerWidth}`)
    }
    const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number)
    const luminance = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = channels(colour).map((value) =>
        value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4
      )
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const behind = (element: Element | null): string => {
      for (let at = element; at !== null; at = at.parentElement) {
        const { backgroundColor } = getComputedStyle(at)
        if (!backgroundColor.endsWith(", 0)")) return backgroundColor
      }
      return "rgb(255, 255, 255)"
    }
    const visible = (element: Element) => element.getClientRects().length > 0
    for (const svg of document.querySelectorAll("svg")) {
      if (!visible(svg)) continue
      const { height, width } = svg.getBoundingClientRect()
      if (width < 200 || height < 20) found.push(`a chart of ${width} × ${height}`)
      for (const text of svg.querySelectorAll("text")) {
        const box = text.getBoundingClientRect()
        if (box.width === 0) found.push(`no glyphs for ${text.textContent}`)
        if (box.height < 10) found.push(`${text.textContent} is ${box.height} high`)
        if (box.left < 0 || box.right > window.innerWidth) found.push(`${text.textContent} is cut`)
      }
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement
      const text = node.textContent?.trim() ?? ""
      if (parent === null || text === "" || !visible(parent)) continue
      const { color, fill } = getComputedStyle(parent)
      const own = parent.closest("svg") === null ? color : fill
      const both = [luminance(own), luminance(behind(parent))].sort((a, b) => b - a)
      const ratio = ((both[0] ?? 0) + 0.05) / ((both[1] ?? 0) + 0.05)
      if (ratio < 4.5) {
        found.push(`${text} has a contrast of ${ratio.toFixed(1)}`)
      }
    }
    return [...new Set(found)]
  })

describe("the report in a browser", () => {
  it("is read without trouble, light and dark, wide and narrow", async () => {
    const { code, stderr, url } = await report("whole")
    assert.strictEqual(code, 0, stderr)
    await tab.open(url)
    for (const width of [1200, 380]) {
      for (const scheme of ["light", "dark"] as const) {
        await view(width, scheme)
        assert.deepStrictEqual(await faults(), [], `${scheme}, ${width}`)
        const { brightness, colours } = await photographed(`${scheme}-${width}`)
        assert.isAbove(colours, 50)
        if (scheme === "light") assert.isAbove(brightness, 0.8)
        else assert.isBelow(brightness, 0.25)
      }
    }
  })

  it("asks for nothing, and has no scripts to run", async () => {
    const { url } = await report("quiet", "--sessions", "20")
    const before = tab.events.length
    await tab.open(url)
    const events = tab.events.slice(before)
    const asked = events.filter(({ method }) => method === "Network.requestWillBeSent")
    assert.strictEqual(asked.length, 1)
    const said = new Set(["Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"])
    assert.deepStrictEqual(
      events.filter(({ method = "" }) => said.has(method)),
      []
    )
    assert.strictEqual(await tab.evaluate(() => document.scripts.length), 0)
  })

  it("names its charts, tables and headings for screen readers", async () => {
    const { url } = await report("heard", "--sessions", "40")
    await view(1200, "light")
    await tab.open(url)
    const heard = await tab.evaluate(() => ({
      lang: document.documentElement.lang,
      title: document.title,
      headings: [...document.querySelectorAll("h1, h2, h3")].map(({ tagName }) => tagName),
      charts: [...document.querySelectorAll("svg")]
        .filter((svg) => svg.getClientRects().length > 0)
        .map((svg) => `${svg.getAttribute("role")}: ${svg.getAttribute("aria-label")}`),
      tables: [...document.querySelectorAll("table")].map(({ caption }) => caption?.textContent),
      unscoped: document.querySelectorAll("th:not([scope])").length
    }))
    assert.strictEqual(heard.lang, "en")
    assert.match(heard.title, /^Checkout sessions, \d{4}-\d\d-\d\d$/)
    assert.strictEqual(heard.headings.filter((name) => name === "H1").length, 1)
    assert.strictEqual(heard.headings.filter((name) => name === "H2").length, 5)
    assert.isAtLeast(heard.charts.length, 5)
    for (const name of heard.charts) assert.match(name, /^img: \S+/)
    assert.isAtLeast(heard.tables.length, 6)
    for (const caption of heard.tables) assert.match(caption ?? "", /\S/)
    assert.strictEqual(heard.unscoped, 0)
  })

  it("is light on paper, with wide charts, whatever the screen was", async () => {
    const { url } = await report("paper")
    await tab.open(url)
    await view(700, "dark", "print")
    const printed = await tab.evaluate(() => ({
      ink: getComputedStyle(document.body).color,
      narrow: [...document.querySelectorAll("[data-width=narrow]")].filter(
        (svg) => svg.getClientRects().length > 0
      ).length
    }))
    assert.strictEqual(printed.ink, "rgb(27, 35, 38)")
    assert.strictEqual(printed.narrow, 0)
    const { data } = await tab.send("Page.printToPDF", {
      printBackground: true,
      paperWidth: 8.27,
      paperHeight: 11.69
    })
    keep("paper.pdf", String(data))
    const pdf = Buffer.from(String(data), "base64").toString("latin1")
    assert.match(pdf, /^%PDF/)
    const pages = pdf.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
    assert.isAtLeast(pages, 2)
    assert.isAtMost(pages, 6)
    await view(700, "light", "print")
    assert.isAbove((await photographed("paper")).colours, 50)
  })

  it("says loudly that a provider was not read, and ends with 3", async () => {
    const { url: address } = await sandbox("--sessions", "30")
    const file = join(temp, "part.html")
    const { code, stderr } = await run(
      ["report", "--out", file, "--base-url", address, "stripe", "monime"],
      { ...variables, MONIME_ACCESS_TOKEN: "another" }
    )
    assert.strictEqual(code, 3)
    assert.include(stderr, "not read to the end: monime")
    await tab.open(pathToFileURL(file).href)
    for (const scheme of ["light", "dark"] as const) {
      await view(380, scheme)
      assert.deepStrictEqual(await faults(), [])
    }
    await photographed("part")
    const loud = await tab.evaluate(() => document.querySelector("[role=alert]")?.textContent)
    assert.include(loud ?? "", "Not read to the end: Monime")
  })
})
