package dev.caravan.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.message.Priority;
import dev.caravan.message.Refused;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What is refused at which depth, and when it is taken again. */
class AdmissionTest {
  private static final Set<Priority> HIGHER =
      EnumSet.of(Priority.HIGH, Priority.URGENT, Priority.CRITICAL);
  private static final Set<Priority> NOT_LOW = EnumSet.complementOf(EnumSet.of(Priority.LOW));
  private static final Set<Priority> ALL = EnumSet.allOf(Priority.class);

  private final AtomicReference<Double> heap = new AtomicReference<>(0.0);
  private final List<String> told = new ArrayList<>();
  private final Admission admission =
      new Admission(
          new Admission.Marks(WaterMarks.ofQueue(1_000, 80, 125), WaterMarks.ofShare(90, 80)),
          heap::get,
          (before, now) -> told.add(before.word() + " " + now.pressure().word()));

  private Set<Priority> taken() {
    Set<Priority> taken = EnumSet.noneOf(Priority.class);
    for (Priority priority : Priority.values()) {
      try {
        admission.ask(priority);
        taken.add(priority);
      } catch (Refused refused) {
        assertThat(refused.kind()).isEqualTo(Refused.Kind.UNAVAILABLE);
      }
    }
    return taken;
  }

  @Test
  void below_the_high_water_mark_everything_is_taken() {
    admission.look(999);

    assertThat(taken()).isEqualTo(ALL);
    assertThat(told).isEmpty();
  }

  @Test
  void from_the_high_water_mark_on_low_is_refused_and_from_the_severe_one_normal_too() {
    admission.look(1_000);
    assertThat(taken()).isEqualTo(NOT_LOW);

    admission.look(1_250);
    assertThat(taken()).isEqualTo(HIGHER);
  }

  @Test
  void what_began_at_the_high_mark_ends_below_the_low_one() {
    admission.look(1_000);
    admission.look(800);
    assertThat(taken()).isEqualTo(NOT_LOW);

    admission.look(799);
    assertThat(taken()).isEqualTo(ALL);
    assertThat(told).containsExactly("none high", "high none");
  }

  @Test
  void normal_is_taken_again_below_the_high_mark_while_low_still_waits() {
    admission.look(1_250);
    admission.look(1_000);
    assertThat(taken()).isEqualTo(HIGHER);

    admission.look(999);
    assertThat(taken()).isEqualTo(NOT_LOW);
  }

  @Test
  void between_two_counts_what_this_node_takes_and_settles_is_known() {
    admission.look(990);
    admission.took(10);
    assertThat(taken()).isEqualTo(NOT_LOW);

    for (int i = 0; i < 201; i++) {
      admission.settled(Ending.SENT);
      admission.settled(Ending.RETRY);
      admission.settled(Ending.PART);
    }
    assertThat(taken()).isEqualTo(ALL);
    assertThat(admission.state().queued()).isEqualTo(799);
  }

  @Test
  void a_count_takes_the_place_of_what_was_believed() {
    admission.took(5_000);
    admission.look(10);

    assertThat(taken()).isEqualTo(ALL);
    assertThat(admission.state().queued()).isEqualTo(10);
  }

  @Test
  void a_heap_that_stays_full_refuses_as_a_full_queue_does() {
    heap.set(0.90);
    admission.look(0);
    assertThat(taken()).isEqualTo(NOT_LOW);

    heap.set(0.95);
    admission.look(0);
    assertThat(taken()).isEqualTo(HIGHER);

    heap.set(0.73);
    admission.look(0);
    assertThat(taken()).isEqualTo(NOT_LOW);

    heap.set(0.71);
    admission.look(0);
    assertThat(taken()).isEqualTo(ALL);
    assertThat(told).containsExactly("none high", "high severe", "severe high", "high none");
  }

  @Test
  void who_is_refused_is_told_why_and_when_to_come_back() {
    admission.look(1_234);

    assertThatThrownBy(() -> admission.ask(Priority.LOW))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.faults().get(0).code()).isEqualTo("backpressure");
              assertThat(refused.faults().get(0).field()).isEqualTo("priority");
              assertThat(refused.after()).isEqualTo(Duration.ofSeconds(30));
            })
        .hasMessageContaining("'priority' is 'low'")
        .hasMessageContaining("1234 messages are queued");
    assertThat(admission.refused(Priority.LOW)).isEqualTo(1);
    assertThat(admission.refused(Priority.NORMAL)).isZero();
  }

  @Test
  void without_marks_nothing_is_ever_refused() {
    Admission all =
        new Admission(
            new Admission.Marks(WaterMarks.ofQueue(0, 80, 125), WaterMarks.ofShare(0, 80)),
            () -> 1,
            (before, now) -> {});
    all.look(Integer.MAX_VALUE);

    assertThatCode(() -> all.ask(Priority.LOW)).doesNotThrowAnyException();
  }

  @Test
  void a_node_that_is_drained_takes_nothing_until_it_works_again() {
    admission.close();
    assertThat(taken()).isEmpty();
    assertThatThrownBy(() -> admission.ask(Priority.CRITICAL)).hasMessageContaining("drained");

    admission.reopen();
    assertThat(taken()).isEqualTo(ALL);
  }

  @Test
  void the_heap_of_this_jvm_is_not_full() {
    assertThat(HeapUse.share()).isBetween(0.0, 0.95);
  }
}
