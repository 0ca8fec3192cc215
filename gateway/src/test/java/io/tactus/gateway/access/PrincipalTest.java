package io.tactus.gateway.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tactus.gateway.problem.Refusal;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrincipalTest {

  @Test
  void shouldAllowWhatTheRoleAllows() {
    assertRole(Role.NONE, false, false, false, false, false);
    assertRole(Role.READER, true, true, false, false, false);
    assertRole(Role.WRITER, true, true, true, true, false);
    assertRole(Role.ADMIN, true, true, true, true, true);
  }

  private static void assertRole(
      Role role, boolean read, boolean ask, boolean write, boolean call, boolean administer) {
    Principal principal = with(role);
    assertEquals(read, principal.mayRead("players"), role.written());
    assertEquals(read, principal.mayReadSchema(), role.written());
    assertEquals(ask, principal.mayCall("top", true), role.written());
    assertEquals(write, principal.mayWrite("players"), role.written());
    assertEquals(call, principal.mayCall("trade", false), role.written());
    assertEquals(administer, principal.isAdmin(), role.written());
    assertEquals(administer, principal.mayMonitor(), role.written());
  }

  @Test
  void shouldAddGrantsToTheRole() {
    Principal reader = with(Role.READER, "write:tickets", "call:matchmaker.*", "monitor");
    assertTrue(reader.mayWrite("tickets"));
    assertFalse(reader.mayWrite("ticket"));
    assertFalse(reader.mayWrite("tickets2"));
    assertTrue(reader.mayCall("matchmaker.enqueue", false));
    assertFalse(reader.mayCall("matchmaker", false));
    assertTrue(reader.mayMonitor());
    assertFalse(reader.isAdmin());
  }

  @Test
  void shouldReadWhatItMayWriteButNotWriteWhatItMayRead() {
    Principal principal = with(Role.NONE, "write:tickets", "read:players");
    assertTrue(principal.mayRead("tickets"));
    assertTrue(principal.mayRead("players"));
    assertFalse(principal.mayWrite("players"));
    assertFalse(principal.mayReadSchema());
    assertTrue(with(Role.NONE, "schema").mayReadSchema());
    assertFalse(with(Role.NONE, "schema").mayRead("players"));
  }

  @Test
  void shouldTakeAStarForEverything() {
    Principal principal = with(Role.NONE, "read:*", "call:*");
    assertTrue(principal.mayRead("anything"));
    assertFalse(principal.mayWrite("anything"));
    assertTrue(principal.mayCall("any.thing", false));
  }

  @Test
  void shouldRefuseInTheSameWordsWhateverIsThere() {
    Principal nobody = with(Role.NONE);
    Refusal refusal = assertThrows(Refusal.class, () -> nobody.requireRead("players"));
    assertEquals(403, refusal.problem().status());
    assertEquals("forbidden", refusal.problem().name());
    assertEquals("42501", refusal.problem().code());
    assertEquals("players", refusal.problem().table());
    assertThrows(Refusal.class, () -> nobody.requireWrite("players"));
    assertThrows(Refusal.class, () -> nobody.requireCall("trade", true));
    assertThrows(Refusal.class, () -> nobody.requireSchema());
  }

  @Test
  void shouldRefuseWhatIsNoGrant() {
    for (String text :
        List.of("", "read", "read:", "read:a b", "Read:a", "call:*.x", "read:a**", "admin")) {
      assertThrows(IllegalArgumentException.class, () -> Grants.of(List.of(text)), text);
    }
    List<String> most = java.util.Collections.nCopies(Grants.MAX_GRANTS, "read:a");
    assertEquals(Grants.MAX_GRANTS, Grants.of(most).texts().size());
    List<String> tooMany = java.util.Collections.nCopies(Grants.MAX_GRANTS + 1, "read:a");
    assertThrows(IllegalArgumentException.class, () -> Grants.of(tooMany));
  }

  @Test
  void shouldEndWhenItExpiresOrIsRevoked() {
    Principal principal =
        new Principal("p", 1, Role.READER, Grants.NONE, 1_000, new Validity(), null);
    assertTrue(principal.isValid(999));
    assertFalse(principal.isValid(1_000));
    Principal other = with(Role.READER);
    assertTrue(other.isValid(Long.MAX_VALUE - 1));
    other.validity().end();
    assertFalse(other.isValid(0));
  }

  private static Principal with(Role role, String... grants) {
    return new Principal(
        "p", 1, role, Grants.of(List.of(grants)), Long.MAX_VALUE, new Validity(), null);
  }
}
