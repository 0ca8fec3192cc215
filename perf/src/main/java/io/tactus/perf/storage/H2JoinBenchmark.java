package io.tactus.perf.storage;

import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * Rows with the rows they refer to, or that refer to them, in Tactus and in H2 in memory, one
 * thread. Tactus reads the request's text, compiles it and renders JSON; H2's statements are
 * prepared, and every value of the result is read. The rows counted are members; there is a guild
 * for every ten.
 */
public class H2JoinBenchmark extends H2Comparison {
  /** Half of the guilds have it. */
  private static final int LEVEL = 32;

  private static final int CHECKS = 20;

  private MemberStore tactus;
  private H2Members h2;
  private long sum;

  @Setup
  public void fill() throws SQLException {
    tactus = closedAtEnd(new MemberStore(rows));
    h2 = closedAtEnd(new H2Members(rows));
    JoinCheck check = new JoinCheck(tactus, h2);
    for (int i = 0; i < CHECKS; i++) {
      check.check(randomGold(), randomGuild(), LEVEL);
    }
  }

  /** Low enough that more rows than are asked for lie above it. */
  private long randomGold() {
    return random.below(PlayerStore.MAX_GOLD / 2);
  }

  private long randomGuild() {
    return 1 + random.below(MemberStore.guilds(rows));
  }

  /** A hundred members in the order of an index, each with two fields of its guild. */
  @Benchmark
  public int tactusMembersWithGuild() {
    return tactus.membersWithGuild(randomGold()).size();
  }

  @Benchmark
  public long h2MembersWithGuild() throws SQLException {
    h2.ordered(randomGold(), this::add);
    return sum;
  }

  /** A guild by its key with its ten members. */
  @Benchmark
  public int tactusGuildWithMembers() {
    return tactus.guildWithMembers(randomGuild()).size();
  }

  @Benchmark
  public long h2GuildWithMembers() throws SQLException {
    h2.ofGuild(randomGuild(), this::add);
    return sum;
  }

  /** As the first, of members whose guild fulfils a condition, as every other does. */
  @Benchmark
  public int tactusMembersOfHighGuilds() {
    return tactus.membersOfHighGuilds(randomGold(), LEVEL).size();
  }

  @Benchmark
  public long h2MembersOfHighGuilds() throws SQLException {
    h2.ofHighGuilds(randomGold(), LEVEL, this::add);
    return sum;
  }

  private void add(long member, long gold, String guild, int level) {
    sum += member + gold + guild.length() + level;
  }
}
