package io.tactus.pipeline.apply;

import io.tactus.journal.record.RecordType;
import io.tactus.pipeline.Outcome;
import io.tactus.pipeline.command.KeyedCommand;
import io.tactus.pipeline.command.MalformedCommand;
import io.tactus.pipeline.command.ReplyEncoder;
import io.tactus.pipeline.plugin.PluginResolver;
import io.tactus.pipeline.runtime.ScheduledCall;
import io.tactus.pipeline.runtime.TransactionContext;
import io.tactus.storage.Rejection;
import io.tactus.storage.RejectionCode;
import io.tactus.storage.transaction.Transaction;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Applies commands: a function of the state and the command, and of nothing else. The same commands
 * in the same order give the same state, the same refusals and the same replies, here and on every
 * replay.
 *
 * <p>Threading: one thread, the single writer of the store.
 */
public final class Applier {
  private static final int MAX_TYPES = 16;

  private final ApplyState state;
  private final CommitListener commits;
  private final CommandHandler[] handlers = new CommandHandler[MAX_TYPES];
  private final BeatHandler beats;
  private final Command command = new Command();
  private final KeyedCommand keyed = new KeyedCommand();
  private final KeptReplies kept;
  private final ReplyEncoder reply = new ReplyEncoder();
  private final UpcomingKeys upcoming;

  /**
   * Creates the applier of a state.
   *
   * @param plugins finds the code of plug-ins named in the journal
   * @param commits is told what commits changed
   * @param refusals is told what ticks had refused, and which procedures failed
   */
  public Applier(
      ApplyState state, PluginResolver plugins, CommitListener commits, RefusalListener refusals) {
    this.state = state;
    this.commits = commits;
    handlers[RecordType.OPERATIONS] = new OperationsHandler(state, refusals);
    handlers[RecordType.SCHEMA] = new SchemaHandler(state);
    handlers[RecordType.CONFIG] = new ConfigHandler(state);
    handlers[RecordType.PLUGIN] = new PluginHandler(state, plugins);
    kept = new KeptReplies(state.transaction(), KeptReplies.MAX_KEPT);
    upcoming = new UpcomingKeys(state.transaction());
    beats = new BeatHandler(this, state, refusals);
    reply.limit(state.config().resultLimitBytes());
  }

  /**
   * Applies one command.
   *
   * <p>Whatever it throws is a broken invariant, or that the code of a plug-in is not there:
   * nothing may be applied after that.
   *
   * @throws IllegalStateException if a version of this program that knows less than the one that
   *     wrote the journal cannot know what the command means
   */
  public void apply(
      long sequence,
      long timestampMicros,
      long tick,
      int type,
      long schemaVersion,
      long caller,
      DirectBuffer body,
      int offset,
      int length,
      ReplySink out) {
    command.set(sequence, timestampMicros, tick, schemaVersion, caller);
    if (type == RecordType.TICK) {
      beats.apply(command, body, offset, length);
      reply.begin();
      out.onReply(Outcome.APPLIED, reply.buffer(), 0, reply.end(schemaVersion()));
      return;
    }
    boolean hasKey = type == RecordType.KEYED;
    CommandHandler handler = type >= 0 && type < MAX_TYPES ? handlers[type] : null;
    if (handler == null && !hasKey) {
      throw new IllegalStateException("sequence " + sequence + ": unknown command type " + type);
    }
    Rejection rejection = null;
    begin(0, caller);
    try {
      if (hasKey) {
        int replayed = applyOnce(body, offset, length);
        if (replayed >= 0) {
          state.transaction().rollback(); // it was opened for nothing
          out.onReply(Outcome.APPLIED, reply.buffer(), 0, replayed);
          return;
        }
      } else {
        handler.apply(command, body, offset, length, reply);
      }
      state.transaction().settleIndexes();
    } catch (Rejection e) {
      rejection = e;
    } catch (MalformedCommand e) {
      rejection = new Rejection(RejectionCode.MALFORMED, String.valueOf(e.getMessage()));
    }
    if (rejection == null) {
      commit();
      if (type == RecordType.CONFIG) {
        reply.limit(state.config().resultLimitBytes());
      }
      out.onReply(Outcome.APPLIED, reply.buffer(), 0, reply.end(schemaVersion()));
    } else {
      state.transaction().rollback();
      int bytes = reply.rejection(rejection, schemaVersion());
      out.onReply(Outcome.REJECTED, reply.buffer(), 0, bytes);
    }
  }

  /** Notes a command that will be applied soon; for {@link #readUpcoming}. */
  public void addUpcoming(int type, DirectBuffer body, int offset, int length) {
    if (type == RecordType.OPERATIONS) {
      upcoming.add(body, offset, length);
    }
  }

  /** Brings near what the commands noted will look up by key. Changes nothing but the caches. */
  public void readUpcoming() {
    upcoming.read();
  }

  /**
   * Applies the command within a KEYED one, and keeps the reply; or finds the reply that is kept.
   *
   * @return the length of the reply that was found, or -1 if the command was applied
   */
  private int applyOnce(DirectBuffer body, int offset, int length) {
    keyed.wrap(body, offset, length);
    int replayed = kept.replay(keyed.key(), command.timestampMicros(), reply);
    if (replayed >= 0) {
      return replayed;
    }
    handlers[keyed.type()].apply(command, body, keyed.bodyOffset(), keyed.bodyLength(), reply);
    kept.keep(keyed.key(), command, reply.buffer(), reply.end(schemaVersion()));
    return -1;
  }

  /** Begins a transaction of the present command. */
  void begin(long stream, long caller) {
    Transaction transaction = state.transaction();
    transaction.begin(command.sequence());
    long rows = state.config().workBudget();
    transaction.budget().reset(rows);
    TransactionContext context = state.context();
    context.meter().begin(rows * ApplyState.STEPS_PER_ROW);
    context.begin(command.sequence(), command.tick(), caller, stream);
    reply.begin();
  }

  /** Commits the transaction and tells everybody who wants to know. */
  void commit() {
    TransactionContext context = state.context();
    commits.onCommit(command.sequence(), command.tick(), state.transaction().catalog());
    state.transaction().commit(commits);
    for (int i = 0; i < context.events().size(); i++) {
      commits.onEvent(context.events().topic(i), context.events().json(i));
    }
    List<ScheduledCall> scheduled = context.scheduled();
    for (int i = 0; i < scheduled.size(); i++) {
      state.schedule().add(scheduled.get(i));
    }
  }

  ReplyEncoder reply() {
    return reply;
  }

  private long schemaVersion() {
    return state.transaction().catalog().schemaVersion();
  }
}
