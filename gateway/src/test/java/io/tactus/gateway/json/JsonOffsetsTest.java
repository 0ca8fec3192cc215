package io.tactus.gateway.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonOffsetsTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> members(String json) {
    byte[] document = bytes(json);
    List<String> found = new ArrayList<>();
    JsonMembers members = new JsonMembers().wrap(document, 0);
    while (members.next()) {
      int from = members.valueOffset();
      String value = new String(document, from, members.end() - from, StandardCharsets.UTF_8);
      found.add(members.name() + "=" + value);
    }
    assertEquals(document.length, members.end(), "the end of the object");
    return found;
  }

  @Test
  void shouldFindMembersWhateverStandsBetweenThem() {
    assertEquals(List.of(), members("{}"));
    assertEquals(List.of(), members("{ \n }"));
    assertEquals(
        List.of("a=1", "b=[1,{\"c\":\"]}\"}]", "d=\"x\\\"}\"", "e=-1.5e+3", "f=null", "g=false"),
        members(
            "{\"a\":1, \"b\" : [1,{\"c\":\"]}\"}] ,\"d\":\"x\\\"}\",\"e\":-1.5e+3\n,"
                + "\"f\":null,\"g\":false }"));
  }

  @Test
  void shouldCompareNamesAsTextNotAsBytes() {
    JsonMembers members = new JsonMembers().wrap(bytes("{\"\\u0069d\":1,\"idx\":2}"), 0);
    assertTrue(members.next());
    assertTrue(members.isNamed("id"));
    assertFalse(members.isNamed("idx"));
    assertTrue(members.next());
    assertFalse(members.isNamed("id"));
    assertTrue(members.isNamed("idx"));
  }

  @Test
  void shouldWalkElements() {
    byte[] document = bytes("[ 1 , [2,3], {\"a\":[]} ,\"x,y\"]");
    JsonElements elements = new JsonElements().wrap(document, 0);
    List<String> found = new ArrayList<>();
    while (elements.next()) {
      int from = elements.valueOffset();
      found.add(new String(document, from, elements.end() - from, StandardCharsets.UTF_8));
    }
    assertEquals(List.of("1", "[2,3]", "{\"a\":[]}", "\"x,y\""), found);
    assertEquals(4, JsonElements.count(document, 0));
    assertEquals(0, JsonElements.count(bytes("[ ]"), 0));
  }

  @Test
  void shouldDecodeStrings() {
    assertEquals(
        "a\"\u00e9\ud83d\ude00", JsonOffsets.string(bytes("\"a\\\"\u00e9\\ud83d\\ude00\""), 0));
    assertEquals("plain", JsonOffsets.string(bytes("\"plain\""), 0));
  }
}
