package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.uuid;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.Schema.words;
import static dev.caravan.web.openapi.SharedSchemas.id;
import static dev.caravan.web.openapi.SharedSchemas.past;

import dev.caravan.schedule.Schedule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /api/v1/messaging/schedule}. */
final class ScheduleOperations {
  private static final String GONE = "There is no such schedule.";
  private static final String OUTDATED = "Somebody has written it since its ETag was read.";
  private static final String TAKEN = "A schedule has this name.";

  static final Tag TAG =
      new Tag(
          "Schedules",
          "What is said at times: once, or again and again, by a phrase, a cron expression, an interval or an instant.",
          ScheduleSchemas.all(),
          List.of(
              Operation.of(
                      "create-schedule",
                      "Makes a schedule. Whether its agent may say this, and whether it could be delivered, is looked at now and at each firing. The answer says what was understood and tells the next five instants.")
                  .body("NewSchedule", example())
                  .answer(201, "It is kept, and will fire.", "KeptSchedule")
                  .answer(403, "Governance denies it.", "application/problem+json", ref("Denial"))
                  .refuses(409, TAKEN),
              Operation.of(
                      "create-schedules",
                      "Makes up to 1,000 schedules, each answered in its place as `create-schedule` answers it; those that can be kept are, in one transaction.")
                  .body("NewSchedules", Map.of("schedules", List.of(example())))
                  .answer(200, "What became of each.", "KeptSchedules"),
              written(
                      one("put-schedule", "Writes a schedule anew: every field but its id.")
                          .refuses(409, TAKEN))
                  .answer(200, "It is written.", "KeptSchedule"),
              written(
                      Operation.of(
                              "put-schedule-by-key",
                              "Makes the schedule of a name or writes it anew, so that schedules can live in git. Where its times are as they were, it goes on as it would have.")
                          .path("key", text(128).example("daily-report"), "Its name."))
                  .answer(200, "It is written.", "KeptSchedule")
                  .answer(201, "It is made.", "KeptSchedule"),
              one(
                      "pause-schedule",
                      "Keeps a schedule from firing, until it is resumed; its `misfire` says then what becomes of what was missed.")
                  .answer(200, "It is paused.", "Schedule")
                  .refuses(409, "It has fired for the last time."),
              one("resume-schedule", "Lets a paused schedule fire again.")
                  .answer(200, "It is active.", "Schedule")
                  .refuses(409, "It has fired for the last time."),
              one(
                      "run-schedule",
                      "Fires a schedule now, beside its times, paused or not. It counts for no `max_runs`.")
                  .answer(201, "Its message is there.", "Firing")
                  .answer(202, "Its message waits for a human's approval.", "Firing")
                  .answer(403, "Governance denied it.", "application/problem+json", ref("Denial"))
                  .refuses(422, "It could never be delivered."),
              one("delete-schedule", "Takes a schedule away; its history stays.")
                  .answer(200, "It is gone; this is what it was.", "Schedule"),
              Operation.of("list-schedules", "The schedules, in the order in which they were made.")
                  .query(
                      may("agent_id", text(255).example("autonomous"), "Only this agent's."),
                      may("status", word(Schedule.Standing.class), "Only those that stand there."),
                      may("schedule_type", word(Schedule.Type.class), "Only those of this type."),
                      may(
                          "calendar",
                          text(128).example("business-hours"),
                          "Only those that obey this calendar."))
                  .query(SharedSchemas.paging(uuid()))
                  .answer(200, "A page of them.", "SchedulePage")
                  .refuses(404, "There is no such agent."),
              one("get-schedule", "One schedule; its ETag is its version.")
                  .answer(200, "The schedule.", "Schedule"),
              Operation.of("list-firings", "What came of schedules: a row a firing, newest first.")
                  .query(
                      may("schedule_id", id(), "Only this schedule's, deleted or not."),
                      may("agent_id", text(255).example("autonomous"), "Only this agent's."),
                      may("result", words(ScheduleSchemas.RESULTS), "Only those that ended so."),
                      may("from", past(), "Only those planned then or later."),
                      may("to", past(), "Only those planned earlier."))
                  .query(SharedSchemas.paging(text(80)))
                  .answer(200, "A page of them.", "FiringPage")
                  .refuses(404, "There is no such agent."),
              Operation.of(
                      "parse-schedule",
                      "Says what a phrase means, and keeps nothing. It is understood whole or refused, with the words that were not understood.")
                  .body(
                      "SchedulePhrase",
                      Map.of("schedule", "every weekday at 9am", "timezone", "Europe/Berlin"))
                  .answer(200, "What it means.", "ParsedSchedule"),
              Operation.of(
                      "execute-due",
                      "Looks for due schedules without waiting for the hub's own next look, a quarter of a second away.")
                  .answer(200, "What it did.", "ScheduleLook")));

  private ScheduleOperations() {}

  private static Operation one(String id, String about) {
    return Operation.of(id, about).path("id", id(), "The schedule's id.").refuses(404, GONE);
  }

  private static Operation written(Operation operation) {
    return operation
        .header("If-Match", text(24).example("\"3\""), "The ETag of what was read.")
        .body("NewSchedule", example())
        .answer(403, "Governance denies it.", "application/problem+json", ref("Denial"))
        .refuses(412, OUTDATED);
  }

  private static Map<String, Object> example() {
    Map<String, Object> example = new LinkedHashMap<>();
    example.put("agent_id", "autonomous");
    example.put("platform", "slack");
    example.put("recipient_id", "C0GENERAL");
    example.put("template", "Good morning, it is {{date}}.");
    example.put("natural_language_schedule", "every weekday at 9am");
    example.put("timezone", "Europe/Berlin");
    return example;
  }
}
