import { css, html, LitElement, unsafeCSS } from "lit";
import uPlot from "uplot";
import uPlotStyles from "uplot/dist/uPlot.min.css?inline";
import { wholeDollars } from "./whole-dollars.ts";

/** What a chart shows; amounts are in cents and only placed, never computed. */
export interface ChartData {
  kind: "line" | "bars";
  /** What lies along the lower edge: patients, or cents. */
  across: readonly number[];
  up: readonly number[];
  acrossName: string;
  upName: string;
  isAcrossMoney?: boolean;
  isUpMoney?: boolean;
  /** A level to compare with. */
  level?: { cents: number; name: string } | undefined;
  /** Places along the lower edge to point out. */
  marks?: readonly { at: number; name: string }[];
}

const HEIGHT = 260;

/**
 * A picture of figures that stand beside it as text and as a table: it is hidden from those who do not
 * look. Follows the colours of the page and its width.
 */
export class CptChart extends LitElement {
  static override styles = [
    unsafeCSS(uPlotStyles),
    css`
      :host {
        display: block;
        min-block-size: ${HEIGHT}px;
      }

      .uplot {
        font-family: inherit;
      }
    `,
  ];
  static override properties = { data: { attribute: false } };

  declare data: ChartData | undefined;

  #plot: uPlot | undefined;
  #resizing: ResizeObserver | undefined;
  readonly #schemes = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) =>
    matchMedia(query),
  );

  override connectedCallback() {
    super.connectedCallback();
    for (const scheme of this.#schemes) scheme.addEventListener("change", this.#redraw);
    this.#resizing = new ResizeObserver(() => this.#resize());
    this.#resizing.observe(this);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    for (const scheme of this.#schemes) scheme.removeEventListener("change", this.#redraw);
    this.#resizing?.disconnect();
    this.#plot?.destroy();
    this.#plot = undefined;
  }

  protected override updated() {
    this.#redraw();
  }

  #resize() {
    const width = Math.floor(this.clientWidth);
    if (this.#plot && width > 0 && this.#plot.width !== width) {
      this.#plot.setSize({ width, height: HEIGHT });
    } else if (!this.#plot) this.#redraw();
  }

  #redraw = () => {
    const host = this.renderRoot.querySelector<HTMLElement>(".host");
    const width = Math.floor(this.clientWidth);
    if (!host || !this.data || width === 0) return;
    this.#plot?.destroy();
    this.#plot = new uPlot(this.#options(this.data, width), columnsOf(this.data), host);
  };

  /** A colour of the page, as a canvas can use it. */
  #colour(name: string): string {
    const probe = this.renderRoot.querySelector<HTMLElement>(".probe");
    if (!probe) return "gray";
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  }

  #options(data: ChartData, width: number): uPlot.Options {
    const accent = this.#colour("--accent");
    const ink = this.#colour("--ink-soft");
    const line = this.#colour("--line");
    const danger = this.#colour("--danger");
    const font = `12px ${getComputedStyle(this).fontFamily}`;
    const axis = { stroke: ink, font, grid: { stroke: line, width: 1 }, ticks: { show: false } };
    const level = data.level;
    return {
      width,
      height: HEIGHT,
      legend: { show: false },
      cursor: { show: false },
      scales: {
        x: { time: false, range: rangeAcross(data) },
        y: { range: (_plot, _least, most) => [0, Math.max(most, level?.cents ?? 0) * 1.08 || 1] },
      },
      axes: [
        {
          ...axis,
          grid: { show: false },
          label: data.acrossName,
          labelFont: font,
          labelSize: 24,
          size: 28,
          space: data.isAcrossMoney ? 90 : 36,
          ...(data.isAcrossMoney
            ? { values: (_plot: uPlot, ticks: number[]) => ticks.map(wholeDollars) }
            : { incrs: [1, 2, 5, 10] }),
        },
        data.isUpMoney
          ? { ...axis, size: 64, values: (_plot, ticks) => ticks.map(wholeDollars) }
          : { show: false },
      ],
      series: [
        {},
        {
          label: data.upName,
          stroke: accent,
          width: 2,
          points: { show: data.kind === "line", size: 6, fill: accent },
          ...(data.kind === "bars" && {
            fill: accent,
            width: 0,
            points: { show: false },
            paths: uPlot.paths.bars?.({ size: [0.9, 40], align: 0 }) as uPlot.Series.PathBuilder,
          }),
        },
        ...(level
          ? [{ label: level.name, stroke: danger, width: 2, dash: [6, 4], points: { show: false } }]
          : []),
      ],
      hooks: {
        draw: [
          (plot) => {
            for (const mark of data.marks ?? []) drawMark(plot, mark, { ink, font });
          },
        ],
      },
    };
  }

  override render() {
    return html`<div class="host" aria-hidden="true"></div>
      <span class="probe" hidden></span>`;
  }
}

function columnsOf({ across, up, level }: ChartData): uPlot.AlignedData {
  return [
    [...across],
    [...up],
    ...(level ? [across.map(() => level.cents)] : []),
  ] as uPlot.AlignedData;
}

/** Room for half a bar or a point at both ends. */
function rangeAcross({ across, kind }: ChartData): [number, number] {
  const [first = 0] = across;
  const last = across.at(-1) ?? first;
  const room = kind === "bars" ? (last - first) / Math.max(across.length - 1, 1) || 1 : 0.5;
  return [first - room, last + room];
}

function drawMark(
  plot: uPlot,
  { at, name }: { at: number; name: string },
  { ink, font }: { ink: string; font: string },
) {
  const { ctx, bbox } = plot;
  const x = plot.valToPos(at, "x", true);
  ctx.save();
  ctx.strokeStyle = ink;
  ctx.fillStyle = ink;
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([2 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.font = font.replace("12px", `${12 * devicePixelRatio}px`);
  const isNearEnd = x > bbox.left + bbox.width * 0.8;
  ctx.textAlign = isNearEnd ? "right" : "left";
  ctx.textBaseline = "top";
  ctx.fillText(name, x + (isNearEnd ? -6 : 6) * devicePixelRatio, bbox.top);
  ctx.restore();
}

customElements.define("cpt-chart", CptChart);
