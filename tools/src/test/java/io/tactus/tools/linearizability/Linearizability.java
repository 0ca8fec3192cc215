package io.tactus.tools.linearizability;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Decides whether a history is linearizable. A history of one object only (one row): objects are
 * independent, so each is checked alone.
 *
 * <p>The search takes operations out of the history one by one. What may come next is whatever was
 * invoked before anything that is still there was answered. An operation without an answer may be
 * taken with its effect or without. Configurations (what is taken, and the state) that led nowhere
 * are remembered. The worst case is exponential; a history in which few operations overlap is
 * linear.
 */
public final class Linearizability<S, I, O> {

  /** What is taken (relative to the first operation that is not) and the state it led to. */
  private record Configuration<S>(int first, BitSet taken, S state) {}

  /** One operation taken: which, in which of its two ways, and what it was taken from. */
  private record Choice<S>(int operation, int way, S before, int firstBefore) {}

  private static final int WITH_EFFECT = 0;
  private static final int WITHOUT_EFFECT = 1;

  private final SequentialModel<S, I, O> model;
  private final List<Operation<I, O>> history;
  private final BitSet taken = new BitSet();
  private final List<Choice<S>> order = new ArrayList<>();
  private final Set<Configuration<S>> visited = new HashSet<>();
  private S state;
  private int first;
  private int longest = -1;
  private List<Operation<I, O>> stuckAt = List.of();
  private S stuckState;

  private Linearizability(SequentialModel<S, I, O> model, List<Operation<I, O>> history) {
    this.model = model;
    this.history = new ArrayList<>(history);
    this.history.sort(Comparator.comparingLong(Operation::invokedNs));
    this.state = model.initial();
  }

  /** Checks the history of one object. */
  public static <S, I, O> Verdict check(
      SequentialModel<S, I, O> model, List<Operation<I, O>> history) {
    return new Linearizability<>(model, history).search();
  }

  private Verdict search() {
    int from = 0;
    int way = WITH_EFFECT;
    while (first < history.size()) {
      noteProgress();
      if (takeNext(Math.max(from, first), way)) {
        from = 0;
        way = WITH_EFFECT;
      } else if (order.isEmpty()) {
        return new Verdict(
            false,
            longest,
            stuckAt.stream().map(operation -> operation + "   in state " + stuckState).toList());
      } else {
        Choice<S> undone = takeBack();
        from = undone.operation();
        way = undone.way() + 1;
      }
    }
    return new Verdict(true, history.size(), List.of());
  }

  /** Takes the first operation at or behind (from, way) that fits and leads to somewhere new. */
  private boolean takeNext(int from, int fromWay) {
    long deadlineNs = earliestAnswer();
    int way = fromWay;
    for (int i = from; i < history.size() && history.get(i).invokedNs() <= deadlineNs; i++) {
      if (!taken.get(i)) {
        int ways = history.get(i).answered() ? 1 : 2;
        for (; way < ways; way++) {
          if (take(i, way)) {
            return true;
          }
        }
      }
      way = WITH_EFFECT;
    }
    return false;
  }

  private boolean take(int i, int way) {
    Operation<I, O> operation = history.get(i);
    S before = state;
    S after = before;
    if (way != WITHOUT_EFFECT) {
      SequentialModel.Step<S, O> step = model.apply(before, operation.input());
      if (operation.answered() && !step.output().equals(operation.output())) {
        return false;
      }
      after = step.state();
    }
    int firstBefore = first;
    taken.set(i);
    first = taken.nextClearBit(first);
    state = after;
    Configuration<S> reached =
        new Configuration<>(first, taken.get(first, Math.max(first, taken.length())), after);
    if (!visited.add(reached)) {
      taken.clear(i);
      first = firstBefore;
      state = before;
      return false;
    }
    order.add(new Choice<>(i, way, before, firstBefore));
    return true;
  }

  private Choice<S> takeBack() {
    Choice<S> last = order.removeLast();
    taken.clear(last.operation());
    first = last.firstBefore();
    state = last.before();
    return last;
  }

  /** When the first of the remaining operations was answered: later ones cannot come next. */
  private long earliestAnswer() {
    long earliestNs = Long.MAX_VALUE;
    for (int i = first; i < history.size() && history.get(i).invokedNs() <= earliestNs; i++) {
      if (!taken.get(i)) {
        earliestNs = Math.min(earliestNs, history.get(i).answeredNs());
      }
    }
    return earliestNs;
  }

  private void noteProgress() {
    if (order.size() <= longest) {
      return;
    }
    longest = order.size();
    stuckState = state;
    List<Operation<I, O>> next = new ArrayList<>();
    long deadlineNs = earliestAnswer();
    for (int i = first; i < history.size() && history.get(i).invokedNs() <= deadlineNs; i++) {
      if (!taken.get(i)) {
        next.add(history.get(i));
      }
    }
    stuckAt = next;
  }
}
