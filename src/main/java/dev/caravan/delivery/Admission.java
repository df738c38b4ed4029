package dev.caravan.delivery;

import dev.caravan.message.Priority;
import dev.caravan.message.Reason;
import dev.caravan.message.Refused;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;

/**
 * Whether one more message is taken: the one place that decides, asked at the hub's front door and
 * so for every way in. It asks nobody: how much is queued was counted by a tick, and what this node
 * took and settled since then is added to that.
 */
public final class Admission {
  /** The queue was not built in seconds, and is not sent in seconds. */
  private static final Duration LATER = Duration.ofSeconds(30);

  /** The load balancer has learnt by then that this node is not ready. */
  private static final Duration ELSEWHERE = Duration.ofSeconds(5);

  private final Marks marks;
  private final DoubleSupplier heap;
  private final Told told;
  private final LongAdder since = new LongAdder();
  private final Map<Priority, LongAdder> refused = new EnumMap<>(Priority.class);
  private volatile long counted;
  private volatile double heapShare;
  private volatile Pressure byQueue = Pressure.NONE;
  private volatile Pressure byHeap = Pressure.NONE;
  private volatile boolean draining;

  /** What is watched: how many messages are queued, and how full the heap is, from 0 to 1. */
  public record Marks(WaterMarks queue, WaterMarks heap) {
    /** Nothing is. */
    public static final Marks NONE = new Marks(WaterMarks.NONE, WaterMarks.NONE);
  }

  /**
   * How things stand.
   *
   * @param queued messages in the outbox, as far as this node knows
   * @param heap how full the heap is, from 0 to 1
   */
  public record State(Pressure pressure, long queued, double heap) {

    /** What an operator is told. */
    public String sentence() {
      return "%d messages are queued and %.0f %% of the heap is in use for good: submissions of the priority %s are refused."
          .formatted(queued, heap * 100, pressure == Pressure.SEVERE ? "low or normal" : "low");
    }
  }

  /** Who is told when the pressure changes; it is called in the act and must not throw. */
  @FunctionalInterface
  public interface Told {
    void changed(Pressure before, State now);
  }

  /** Decides by these marks; {@code heap} is asked by each {@link #look}. */
  public Admission(Marks marks, DoubleSupplier heap, Told told) {
    this.marks = marks;
    this.heap = heap;
    this.told = told;
    for (Priority priority : Priority.values()) {
      refused.put(priority, new LongAdder());
    }
  }

  /** One that takes everything until it is told to drain. */
  public static Admission ofAll() {
    return new Admission(Marks.NONE, () -> 0, (before, now) -> {});
  }

  /** Returns where a message of this priority is taken; throws {@link Refused} where it is not. */
  public void ask(Priority priority) {
    if (draining) {
      refuse(priority, elsewhere());
    }
    long queued = queued();
    if (marks.queue().next(byQueue, (double) queued) != byQueue) {
      move(queued, heapShare);
    }
    if (pressure().refuses(priority)) {
      refuse(priority, backpressure(priority, queued));
    }
  }

  private void refuse(Priority priority, Refused why) {
    refusedOf(priority).increment();
    throw why;
  }

  private static Refused elsewhere() {
    return new Refused(
        Refused.Kind.UNAVAILABLE,
        "",
        "draining",
        "This node is being drained and takes no messages. Send it to another node, or again after %d s."
            .formatted(ELSEWHERE.toSeconds()),
        ELSEWHERE);
  }

  private Refused backpressure(Priority priority, long queued) {
    boolean full = byQueue.refuses(priority);
    return new Refused(
        Refused.Kind.UNAVAILABLE,
        "priority",
        Reason.BACKPRESSURE.word(),
        "'priority' is '%s', which is not taken now: %s. Send it again after %d s; high, urgent and critical are taken."
            .formatted(
                priority.word(),
                full
                    ? "%d messages are queued, and it is taken again below %.0f"
                        .formatted(queued, again(priority))
                    : "the hub is short of memory",
                LATER.toSeconds()),
        LATER);
  }

  private double again(Priority priority) {
    return priority == Priority.LOW ? marks.queue().low() : marks.queue().high();
  }

  /** So many messages were put into the outbox by this node. */
  void took(int messages) {
    since.add(messages);
  }

  /** A try was settled; counted for every send. */
  public void settled(Ending ending) {
    if (ending.leaves()) {
      since.decrement();
    }
  }

  /** Takes over how many messages were counted in the outbox, and how full the heap is. */
  public void look(long queued) {
    since.reset();
    counted = queued;
    move(queued, heap.getAsDouble());
  }

  private synchronized void move(long queued, double share) {
    Pressure before = pressure();
    heapShare = share;
    byQueue = marks.queue().next(byQueue, (double) queued);
    byHeap = marks.heap().next(byHeap, share);
    if (pressure() != before) {
      told.changed(before, state());
    }
  }

  private long queued() {
    return Math.max(0, counted + since.sum());
  }

  private Pressure pressure() {
    return byQueue.or(byHeap);
  }

  /** How things stand now. */
  public State state() {
    return new State(pressure(), queued(), heapShare);
  }

  /** How many submissions of this priority were refused since the start. */
  public long refused(Priority priority) {
    return refusedOf(priority).sum();
  }

  private LongAdder refusedOf(Priority priority) {
    return java.util.Objects.requireNonNull(refused.get(priority));
  }

  /** Takes nothing any more, until {@link #reopen}. */
  void close() {
    draining = true;
  }

  /** Takes messages again. */
  void reopen() {
    draining = false;
  }

  /** Whether nothing is taken because this node is being drained. */
  public boolean isDraining() {
    return draining;
  }
}
