package io.tactus.perf.storage;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinCheckTest extends ContendersFixture<MemberStore, H2Members> {
  private static final int MEMBERS = 2_000;
  private static final int GUILD = 7;
  private static final int LEVEL = 32;

  private JoinCheck check;

  @BeforeEach
  void fill() throws SQLException {
    tactus = new MemberStore(MEMBERS);
    h2 = new H2Members(MEMBERS);
    check = new JoinCheck(tactus, h2);
  }

  @Test
  void shouldFindTheContendersAgree() throws SQLException {
    RandomNumbers random = new RandomNumbers();
    for (int i = 0; i < 100; i++) {
      check.check(
          random.below(PlayerStore.MAX_GOLD),
          1 + random.below(MemberStore.guilds(MEMBERS)),
          (int) random.below(64));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update guilds set level = level + 1",
        "update guilds set name = 'other' where id = 7",
        "update members set gold = gold + 1 where guild = 7",
        "delete from members where gold = (select max(gold) from members)",
        "update members set guild = 8 where id = (select min(id) from members where guild = 7)"
      })
  void shouldNoticeAnyDifference(String change) throws SQLException {
    h2.database.execute(change);
    assertNoticed(() -> check.check(1_000_000, GUILD, LEVEL));
  }
}
