package io.tactus.tools.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void shouldAlignNumbersRightAndEverythingElseLeft() {
    TextTable table = new TextTable(List.of("id", "name", "share"));
    table.add(List.of("7", "Zoë", "99.5%"));
    table.add(List.of("-12", "Bo", ""));
    table.add(List.of("1e9", "x", "3%"));
    assertEquals(" id  name  share\n  7  Zoë   99.5%\n-12  Bo\n1e9  x        3%\n", table.render());
  }

  @Test
  void shouldTakeAColumnWithOneTextAsText() {
    TextTable table = new TextTable(List.of("mixed"));
    table.add(List.of("1"));
    table.add(List.of("two"));
    assertEquals("mixed\n1\ntwo\n", table.render());
  }

  @Test
  void shouldKeepControlCharactersFromTheTerminal() {
    TextTable table = new TextTable(List.of("text"));
    table.add(List.of("a\n\u001b[31mb"));
    assertEquals("text\na\uFFFD\uFFFD[31mb\n", table.render());
  }

  @Test
  void shouldShowOnlyHeadingsWithoutRows() {
    assertEquals("a  b\n", new TextTable(List.of("a", "b")).render());
  }

  @Test
  void shouldRefuseARowOfAnotherWidth() {
    TextTable table = new TextTable(List.of("a", "b"));
    assertThrows(IllegalArgumentException.class, () -> table.add(List.of("1")));
  }
}
