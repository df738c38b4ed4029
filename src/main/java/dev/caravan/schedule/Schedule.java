package dev.caravan.schedule;

import dev.caravan.message.Action;
import dev.caravan.message.Address;
import dev.caravan.message.Priority;
import dev.caravan.message.Word;
import dev.caravan.message.Wording;
import dev.caravan.schedule.rule.Bounds;
import dev.caravan.schedule.rule.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an agent says at times. */
public record Schedule(
    UUID id, Said said, Timing timing, Habits habits, Progress progress, Life life) {

  /**
   * Whose words go where.
   *
   * @param name by which it can be put; null where it has none
   * @param agent as it was found when this was written
   * @param wording rendered at each firing; its occasion tells the schedule's zone alone
   */
  public record Said(
      @Nullable String name,
      Speaker agent,
      Address to,
      Wording.Draft wording,
      List<Action> actions,
      Priority priority) {
    public Said {
      actions = List.copyOf(actions);
    }
  }

  /** The agent that speaks. */
  public record Speaker(UUID id, String name) {}

  /** When it says so. */
  public record Timing(
      Written written, Rule rule, ZoneId zone, Bounds bounds, @Nullable String calendar) {}

  /**
   * As its author wrote the rule, and in which of the four ways.
   *
   * @param sentence what was understood, said back
   */
  public record Written(Way way, String text, String sentence) {}

  /** The ways to write a rule, by the field in which it stands. */
  public enum Way implements Word {
    SCHEDULED_FOR,
    CRON_EXPRESSION,
    NATURAL_LANGUAGE_SCHEDULE,
    EVERY
  }

  /** Whether there is one instant, or any number of them. */
  public enum Type implements Word {
    ONE_TIME,
    RECURRING
  }

  /**
   * What it does about what goes wrong.
   *
   * @param jitter a firing is due up to so long after its instant; the same at each look
   * @param catchup what was missed for longer than this is never made up for
   */
  public record Habits(
      Type type, Misfire misfire, Duration catchup, Overlap overlap, Duration jitter) {}

  /**
   * How far it has come.
   *
   * @param plannedFor the rule's next instant; null where there is none
   * @param nextRun the same with its jitter; of a paused one as it was when it was paused
   * @param lastRun the instant of the last firing that was made
   * @param runs how many were made
   */
  public record Progress(
      Standing standing,
      @Nullable Instant plannedFor,
      @Nullable Instant nextRun,
      @Nullable Instant lastRun,
      int runs) {}

  /** Whether it fires. */
  public enum Standing implements Word {
    ACTIVE,
    PAUSED,
    COMPLETED
  }

  /**
   * When it was made and changed, and by whom.
   *
   * @param author who last wrote it: the principal of its messages
   */
  public record Life(
      long version, String author, String createdBy, Instant createdAt, Instant updatedAt) {

    /** After a change by somebody who wrote nothing. */
    Life changed(Instant at) {
      return new Life(version + 1, author, createdBy, createdAt, at);
    }

    /** After somebody wrote it anew. */
    Life written(String by, Instant at) {
      return new Life(version + 1, by, createdBy, createdAt, at);
    }
  }

  /** The same as far as {@code other}. */
  Schedule at(Progress other, Life then) {
    return new Schedule(id, said, timing, habits, other, then);
  }

  /** The key by which a firing's message is known. */
  public static String originKey(UUID id, Instant fireAt) {
    return "schedule:" + id + ":" + fireAt;
  }
}
