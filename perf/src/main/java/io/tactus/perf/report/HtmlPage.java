package io.tactus.perf.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A page that loads nothing: style sheet, tables and plots are all in one file.
 *
 * <p>Threading: one thread.
 */
public final class HtmlPage {
  private final String title;
  private final StringBuilder body = new StringBuilder();

  /**
   * A page with a heading.
   *
   * @param lead one sentence on what was done
   * @param machine what it was done on
   */
  public HtmlPage(String title, String lead, String machine) {
    this.title = title;
    body.append("<header><h1>").append(escape(title)).append("</h1>\n<p class=\"lead\">");
    body.append(escape(lead)).append("</p>\n<p class=\"machine\">");
    body.append(escape(machine)).append("</p></header>\n");
  }

  /**
   * One figure that matters.
   *
   * @param note what it means or is compared with
   */
  public record Tile(String label, String value, String note) {}

  /** A row of figures. */
  public HtmlPage tiles(List<Tile> tiles) {
    body.append("<div class=\"tiles\">\n");
    for (Tile tile : tiles) {
      body.append("<div class=\"tile\"><span>").append(escape(tile.label()));
      body.append("</span><b>").append(escape(tile.value())).append("</b><small>");
      body.append(escape(tile.note())).append("</small></div>\n");
    }
    body.append("</div>\n");
    return this;
  }

  /** Something that had to hold, and whether it did. */
  public HtmlPage check(boolean holds, String text) {
    body.append("<p class=\"check ").append(holds ? "good" : "bad").append("\">");
    body.append(holds ? "✓ " : "✗ ").append(escape(text)).append("</p>\n");
    return this;
  }

  public HtmlPage heading(String text) {
    body.append("<h2>").append(escape(text)).append("</h2>\n");
    return this;
  }

  public HtmlPage paragraph(String text) {
    body.append("<p>").append(escape(text)).append("</p>\n");
    return this;
  }

  /** A table; all columns but the first are numbers, to the right. */
  public HtmlPage table(List<String> headings, List<List<String>> rows) {
    body.append("<div class=\"scroll\"><table><thead><tr>");
    headings.forEach(heading -> body.append("<th>").append(escape(heading)).append("</th>"));
    body.append("</tr></thead><tbody>\n");
    for (List<String> row : rows) {
      body.append("<tr>");
      row.forEach(cell -> body.append("<td>").append(escape(cell)).append("</td>"));
      body.append("</tr>\n");
    }
    body.append("</tbody></table></div>\n");
    return this;
  }

  /** A plot and what to see in it. */
  public HtmlPage plot(Plot plot, String caption) {
    body.append("<figure>\n").append(plot.svg()).append("<figcaption>");
    body.append(escape(caption)).append("</figcaption></figure>\n");
    return this;
  }

  /** The whole document. */
  public String html() {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s</title>
        <style>
        %s</style>
        </head>
        <body>
        <main>
        %s</main>
        </body>
        </html>
        """
        .formatted(escape(title), styleSheet(), body);
  }

  /** Writes the document, over what may be there. */
  public void write(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Files.writeString(file, html());
  }

  private static String styleSheet() {
    try (InputStream in = HtmlPage.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Text that can stand in an element or an attribute. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
