package io.tactus.perf.storage;

import com.dslplatform.json.JsonWriter;
import io.tactus.storage.query.RunLimits;
import io.tactus.storage.row.RowDraft;
import io.tactus.storage.schema.Field;
import io.tactus.storage.schema.FieldType;
import io.tactus.storage.schema.IndexDefinition;
import io.tactus.storage.schema.IndexKind;
import io.tactus.storage.schema.TableDefinition;
import io.tactus.storage.schema.TypeKind;
import io.tactus.storage.table.Table;
import java.util.List;

/**
 * A store of guilds and their members, ten to a guild, which were inserted far from each other.
 * Members have an ordered index on their gold, which is another one's for each of them.
 *
 * <p>It is asked by {@link JsonQueries}. Threading: one.
 */
final class MemberStore implements AutoCloseable {
  static final int MEMBERS_PER_GUILD = 10;
  private static final int LEVELS = 64;

  /** Those a server has unless it is told others. */
  private static final RunLimits LIMITS = new RunLimits(1_000, 100_000, 50_000_000, false);

  private final CommandStore commands;
  private final JsonQueries queries;
  private final RowDraft draft = new RowDraft();

  /**
   * Fills a store.
   *
   * @param members a multiple of {@value #MEMBERS_PER_GUILD}, fewer than there are values of gold
   */
  MemberStore(int members) {
    commands = new CommandStore(members * 400L);
    Table guilds =
        commands.create(
            TableDefinition.of(
                0,
                "guilds",
                List.of(
                    Field.of(0, "id", FieldType.of(TypeKind.I64)),
                    Field.of(0, "name", FieldType.string(31)),
                    Field.of(0, "level", FieldType.of(TypeKind.I32))),
                List.of("id")));
    commands.fill(guilds(members), id -> insertGuild(guilds, id));
    Table table =
        commands.create(
            new TableDefinition(
                0,
                "members",
                List.of(
                    Field.of(0, "id", FieldType.of(TypeKind.I64)),
                    Field.of(0, "gold", FieldType.of(TypeKind.I64)),
                    Field.of(0, "guild", FieldType.ref("guilds"))),
                List.of("id"),
                List.of(
                    new IndexDefinition("by_gold", List.of("gold"), IndexKind.ORDERED, false))));
    commands.fill(members, id -> insertMember(table, id, guildOf(id, members)));
    queries = new JsonQueries(commands.store, LIMITS);
  }

  private void insertGuild(Table guilds, long id) {
    draft.reset(guilds.layout());
    draft.setLong(0, id);
    draft.setString(1, nameOf(id));
    draft.setLong(2, levelOf(id));
    guilds.insert(draft);
  }

  private void insertMember(Table members, long id, long guild) {
    draft.reset(members.layout());
    draft.setLong(0, id);
    draft.setLong(1, goldOf(id));
    draft.setLong(2, guild);
    members.insert(draft);
  }

  /** The number of guilds of so many members. */
  static int guilds(int members) {
    return members / MEMBERS_PER_GUILD;
  }

  /** Those of a guild are as many ids apart as there are guilds. */
  static long guildOf(long member, int members) {
    return 1 + member % guilds(members);
  }

  /** Even in [0, {@value PlayerStore#MAX_GOLD}), and as many values as there are ids. */
  static long goldOf(long member) {
    return member * 0x9E3779B1L & (PlayerStore.MAX_GOLD - 1);
  }

  static String nameOf(long guild) {
    return "guild " + guild;
  }

  static int levelOf(long guild) {
    return (int) (PlayerStore.goldOf(guild) & (LEVELS - 1));
  }

  /** A hundred members from a gold upwards, each with name and level of its guild. */
  JsonWriter membersWithGuild(long gold) {
    return queries.render(
        "members", "select=id,gold,guild(name,level)&gold=gte." + gold + "&order=gold&limit=100");
  }

  /** A guild with all its members. */
  JsonWriter guildWithMembers(long id) {
    return queries.render("guilds", "select=name,level,members(id,gold)&id=eq." + id);
  }

  /** A hundred members from a gold upwards whose guild has a level at least, with the guild. */
  JsonWriter membersOfHighGuilds(long gold, int level) {
    return queries.render(
        "members",
        "select=id,gold,guild!inner(name,level)&guild.level=gte."
            + level
            + "&gold=gte."
            + gold
            + "&order=gold&limit=100");
  }

  @Override
  public void close() {
    queries.close();
    commands.close();
  }
}
