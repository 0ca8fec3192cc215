package io.tactus.perf.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlPageTest {
  private static HtmlPage page() {
    Histogram histogram = new Histogram(3);
    for (int i = 1; i <= 100_000; i++) {
      histogram.recordValue(i * 1000L);
    }
    return new HtmlPage("A <title>", "lead & more", "machine")
        .tiles(List.of(new HtmlPage.Tile("label", "1", "note")))
        .check(true, "it holds")
        .check(false, "it \"fails\"")
        .heading("h")
        .paragraph("p")
        .table(List.of("a", "b"), List.of(List.of("x", "<1>")))
        .plot(Plots.percentiles(Map.of("one <op>", histogram)), "caption")
        .plot(Plots.distribution("s", histogram, 1e6, 20), "caption")
        .plot(Plots.perSecond("m", new TreeMap<>(Map.of(0L, 3L, 2L, 5L))), "caption");
  }

  @Test
  void shouldLoadNothing() {
    String html = page().html();
    assertFalse(html.contains("http:"), "an address");
    assertFalse(html.contains("https:"), "an address");
    assertFalse(html.contains("<script"), "a script");
    assertFalse(html.contains("url("), "a resource");
    assertTrue(html.contains("prefers-color-scheme: dark"));
  }

  @Test
  void shouldEscapeTextEverywhere() {
    String html = page().html();
    assertTrue(html.contains("A &lt;title&gt;"));
    assertTrue(html.contains("lead &amp; more"));
    assertTrue(html.contains("&lt;1&gt;"));
    assertTrue(html.contains("one &lt;op&gt;"));
    assertFalse(html.contains("<op>"));
  }

  @Test
  void shouldDrawWellFormedPlotsInsideTheirFrame() throws Exception {
    Matcher svg = Pattern.compile("<svg.*?</svg>", Pattern.DOTALL).matcher(page().html());
    int plots = 0;
    while (svg.find()) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(svg.group().getBytes(StandardCharsets.UTF_8)));
      assertFalse(svg.group().contains("NaN"));
      Matcher points = Pattern.compile("points=\"([^\"]*)\"").matcher(svg.group());
      while (points.find()) {
        for (String point : points.group(1).split(" ", -1)) {
          double x = Double.parseDouble(point.substring(0, point.indexOf(',')));
          double y = Double.parseDouble(point.substring(point.indexOf(',') + 1));
          assertTrue(x >= 0 && x <= 860 && y >= 0 && y <= 320, point);
        }
      }
      plots++;
    }
    assertEquals(3, plots);
  }

  @Test
  void shouldWriteIntoAFolderThatIsNotThereYet(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("new/report.html");
    page().write(file);
    assertEquals(page().html(), Files.readString(file));
  }
}
