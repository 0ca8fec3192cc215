package io.tactus.perf.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A plot as inline SVG. Colours are the classes of the page's style sheet ({@code s0} to {@code s5}
 * for series), so that it follows light and dark.
 *
 * <p>Threading: one thread, thrown away after {@link #svg}.
 */
public final class Plot {
  private static final int WIDTH = 860;
  private static final int HEIGHT = 320;
  private static final int LEFT = 64;
  private static final int RIGHT = 30;
  private static final int TOP = 14;
  private static final int BOTTOM = 46;
  private static final int SERIES_COLOURS = 6;

  private final Axis x;
  private final Axis y;
  private final List<String> marks = new ArrayList<>();
  private final List<String> legend = new ArrayList<>();

  Plot(Axis x, Axis y) {
    this.x = x;
    this.y = y;
  }

  /** Adds a line through the points; the name goes to the legend. */
  void line(String name, double[] xs, double[] ys) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      points.append(number(left(xs[i]))).append(',').append(number(top(ys[i]))).append(' ');
    }
    marks.add(
        "<polyline class=\"line "
            + colour()
            + "\" points=\""
            + points.toString().strip()
            + "\"><title>"
            + HtmlPage.escape(name)
            + "</title></polyline>");
    legend.add(name);
  }

  /** Adds a bar from the bottom up; {@code title} shows when pointed at. */
  void bar(double from, double to, double height, String title) {
    double leftEdge = left(from) + 0.5;
    double width = Math.max(1, left(to) - left(from) - 1);
    double topEdge = top(height);
    marks.add(
        "<rect class=\"bar s0\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></rect>"
            .formatted(
                number(leftEdge),
                number(topEdge),
                number(width),
                number(HEIGHT - BOTTOM - topEdge),
                HtmlPage.escape(title)));
  }

  /** The SVG element, and its legend if it has several series. */
  public String svg() {
    StringBuilder svg = new StringBuilder();
    svg.append("<svg class=\"plot\" viewBox=\"0 0 ").append(WIDTH).append(' ').append(HEIGHT);
    svg.append("\" role=\"img\" aria-label=\"")
        .append(HtmlPage.escape(y.title() + " over " + x.title()))
        .append("\">\n");
    appendGrid(svg);
    marks.forEach(mark -> svg.append(mark).append('\n'));
    svg.append("</svg>\n");
    if (legend.size() > 1) {
      appendLegend(svg);
    }
    return svg.toString();
  }

  private void appendGrid(StringBuilder svg) {
    int bottom = HEIGHT - BOTTOM;
    int right = WIDTH - RIGHT;
    for (double tick : y.ticks()) {
      String at = number(top(tick));
      svg.append(
              "<line class=\"grid\" x1=\"%d\" y1=\"%s\" x2=\"%d\" y2=\"%s\"/>"
                  .formatted(LEFT, at, right, at))
          .append(
              "<text class=\"tick end\" x=\"%d\" y=\"%s\">%s</text>\n"
                  .formatted(
                      LEFT - 8, number(top(tick) + 4), HtmlPage.escape(y.label().apply(tick))));
    }
    for (double tick : x.ticks()) {
      String at = number(left(tick));
      svg.append(
              "<line class=\"grid\" x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\"/>"
                  .formatted(at, TOP, at, bottom))
          .append(
              "<text class=\"tick middle\" x=\"%s\" y=\"%d\">%s</text>\n"
                  .formatted(at, bottom + 18, HtmlPage.escape(x.label().apply(tick))));
    }
    svg.append(
        "<text class=\"axis middle\" x=\"%d\" y=\"%d\">%s</text>\n"
            .formatted((LEFT + right) / 2, HEIGHT - 6, HtmlPage.escape(x.title())));
    svg.append(
        "<text class=\"axis middle\" transform=\"translate(14 %d) rotate(-90)\">%s</text>\n"
            .formatted((TOP + bottom) / 2, HtmlPage.escape(y.title())));
  }

  private void appendLegend(StringBuilder html) {
    html.append("<ul class=\"legend\">");
    for (int i = 0; i < legend.size(); i++) {
      html.append("<li><i class=\"s").append(i % SERIES_COLOURS).append("\"></i>");
      html.append(HtmlPage.escape(legend.get(i))).append("</li>");
    }
    html.append("</ul>\n");
  }

  private String colour() {
    return "s" + legend.size() % SERIES_COLOURS;
  }

  private double left(double value) {
    return LEFT + x.place(value) * (WIDTH - LEFT - RIGHT);
  }

  private double top(double value) {
    return TOP + (1 - y.place(value)) * (HEIGHT - TOP - BOTTOM);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
