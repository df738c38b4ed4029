package dev.caravan.web;

import dev.caravan.delivery.Actions;
import dev.caravan.message.Address;
import dev.caravan.message.Durations;
import dev.caravan.schedule.Schedule;
import dev.caravan.schedule.Schedule.Way;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A schedule as the API shows it: what was written, what was understood, how far it has come. */
public record ScheduleJson(
    String id,
    @Nullable String name,
    String agentId,
    String agentName,
    @Nullable String platform,
    @Nullable String connection,
    @Nullable String recipientId,
    @Nullable String threadId,
    @Nullable String contact,
    @Nullable String template,
    @Nullable String templateName,
    Map<String, Object> templateVariables,
    @Nullable String format,
    List<Map<String, Object>> actions,
    String priority,
    String scheduleType,
    @Nullable Instant scheduledFor,
    @Nullable String cronExpression,
    @Nullable String naturalLanguageSchedule,
    @Nullable String every,
    String timezone,
    @Nullable Instant startDate,
    @Nullable Instant endDate,
    @Nullable Integer maxRuns,
    @Nullable String jitter,
    String misfire,
    String catchupWindow,
    String overlap,
    @Nullable String calendar,
    String understood,
    String status,
    List<NextRunJson> nextRuns,
    @Nullable Instant nextRun,
    @Nullable Instant lastRun,
    int runCount,
    long version,
    String createdBy,
    String updatedBy,
    Instant createdAt,
    Instant updatedAt) {

  /** One instant to come, as the clocks of its zone show it and in UTC. */
  public record NextRunJson(String local, Instant utc) {
    private static final DateTimeFormatter LOCAL =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    static List<NextRunJson> of(List<Instant> instants, ZoneId zone) {
      return instants.stream()
          .map(at -> new NextRunJson(LOCAL.format(at.atZone(zone)), at))
          .toList();
    }
  }

  static ScheduleJson of(Schedule s, List<Instant> next) {
    Schedule.Said said = s.said();
    Address to = said.to();
    Schedule.Timing timing = s.timing();
    Schedule.Written written = timing.written();
    return new ScheduleJson(
        s.id().toString(),
        said.name(),
        said.agent().id().toString(),
        said.agent().name(),
        to.platform(),
        to.connection(),
        to.contact() == null ? to.recipientId() : null,
        to.threadId(),
        to.contact(),
        said.wording().template(),
        said.wording().name(),
        said.wording().variables(),
        said.wording().format() == null ? null : said.wording().format().word(),
        Actions.shown(said.actions()),
        said.priority().word(),
        s.habits().type().word(),
        written.way() == Way.SCHEDULED_FOR ? Instant.parse(written.text()) : null,
        as(written, Way.CRON_EXPRESSION),
        as(written, Way.NATURAL_LANGUAGE_SCHEDULE),
        as(written, Way.EVERY),
        timing.zone().getId(),
        timing.bounds().start(),
        timing.bounds().end(),
        timing.bounds().maxRuns(),
        s.habits().jitter().isZero() ? null : Durations.written(s.habits().jitter()),
        s.habits().misfire().word(),
        Durations.written(s.habits().catchup()),
        s.habits().overlap().word(),
        timing.calendar(),
        written.sentence(),
        s.progress().standing().word(),
        NextRunJson.of(next, timing.zone()),
        s.progress().nextRun(),
        s.progress().lastRun(),
        s.progress().runs(),
        s.life().version(),
        s.life().createdBy(),
        s.life().author(),
        s.life().createdAt(),
        s.life().updatedAt());
  }

  private static @Nullable String as(Schedule.Written written, Way way) {
    return written.way() == way ? written.text() : null;
  }
}
