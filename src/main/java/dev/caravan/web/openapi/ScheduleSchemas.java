package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.RecordSchema.note;
import static dev.caravan.web.openapi.Schema.any;
import static dev.caravan.web.openapi.Schema.duration;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.whole;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.Schema.words;
import static dev.caravan.web.openapi.SharedSchemas.ID;
import static dev.caravan.web.openapi.SharedSchemas.id;
import static dev.caravan.web.openapi.SharedSchemas.later;
import static dev.caravan.web.openapi.SharedSchemas.past;

import dev.caravan.message.Format;
import dev.caravan.message.Priority;
import dev.caravan.message.Status;
import dev.caravan.message.Word;
import dev.caravan.schedule.Clockwork;
import dev.caravan.schedule.Misfire;
import dev.caravan.schedule.Overlap;
import dev.caravan.schedule.Run;
import dev.caravan.schedule.Schedule;
import dev.caravan.web.FiringJson;
import dev.caravan.web.FiringSteps;
import dev.caravan.web.ScheduleJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is written and told of schedules. */
final class ScheduleSchemas {
  static final List<String> RESULTS = Word.words(Run.Result.class);
  private static final String PHRASE = "every weekday at 9am";
  private static final String UNDERSTOOD = "Every weekday at 09:00, Europe/Berlin.";

  private ScheduleSchemas() {}

  static Map<String, Schema> all() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put("NewSchedule", written());
    schemas.put(
        "NewSchedules",
        Schema.object(need("schedules", list(ref("NewSchedule")).most(1_000), "One at least.")));
    schemas.put("Schedule", Schema.object(shown()));
    List<Field> kept = new ArrayList<>(shown());
    kept.add(
        need(
            "warnings",
            list(text().example("Each firing waits for a human.")),
            "What to know of its firings."));
    schemas.put("KeptSchedule", Schema.object(kept));
    schemas.put("KeptSchedules", many());
    schemas.put("KeptScheduleItem", item());
    schemas.put("SchedulePage", SharedSchemas.page("Schedule"));
    schemas.put(
        "NextRun",
        RecordSchema.of(
            ScheduleJson.NextRunJson.class,
            need(
                "local",
                text().example("2099-12-24T09:00:00+01:00"),
                "As the clocks of its zone show it."),
            need("utc", later(), "The same in UTC.")));
    schemas.put("Firing", firing());
    schemas.put("FiringPage", SharedSchemas.page("Firing"));
    schemas.put(
        "SchedulePhrase",
        Schema.object(
            need("schedule", text(500).example(PHRASE), "When, in words."),
            may("timezone", text(64).usual("UTC").example("Europe/Berlin"), "In which zone.")));
    schemas.put("ParsedSchedule", parsed());
    schemas.put(
        "ScheduleLook",
        RecordSchema.of(
            Clockwork.Look.class,
            note("fired", "How many firings were made.", 1),
            note("missed", "How many were too late to be made up for.", 0),
            note("skipped", "How many were left out.", 0)));
    return schemas;
  }

  private static Schema written() {
    List<Field> fields = new ArrayList<>();
    fields.addAll(says());
    fields.addAll(when());
    fields.addAll(habits());
    return Schema.object(fields)
        .about(
            "What is said and when. Either `platform` or `connection` says where, with a `recipient_id`; or a `contact`. Either `template` or `template_name` says what. One of `scheduled_for`, `cron_expression`, `natural_language_schedule` and `every` says when.");
  }

  private static List<Field> says() {
    List<Field> fields =
        new ArrayList<>(
            List.of(
                need("agent_id", text(255).example("autonomous"), "Who speaks: its id or name."),
                may("platform", text(64).example("slack"), "Through its default connection."),
                may("connection", text(255).example("slack"), "Through which connection."),
                may("contact", text(255).example("bob"), "To whom, by name, or to a group."),
                may("recipient_id", text(255).example("C0GENERAL"), "To whom on the platform."),
                may("thread_id", text(255).example("1700000000.000100"), "In which thread."),
                may(
                    "template",
                    text(100_000).example("Good morning, it is {{date}}."),
                    "A mustache text, rendered at each firing in the schedule's zone."),
                may("template_name", text(128).example("daily"), "A named template instead."),
                may("template_variables", any().example(Map.of("team", "ops")), "Its variables.")));
    fields.add(may("format", word(Format.class), "How the text is to be read."));
    fields.add(may("actions", list(ref("SubmittedAction")).most(100), "What can be pressed."));
    fields.add(may("priority", word(Priority.class).usual("normal"), "A higher one goes first."));
    fields.add(may("name", text(128).example("daily-report"), "By which it can be put; unique."));
    return fields;
  }

  private static List<Field> when() {
    return List.of(
        may("schedule_type", word(Schedule.Type.class), "May be left out: the rule says it."),
        may("scheduled_for", later(), "Once, then."),
        may(
            "cron_expression",
            text(500).example("0 9 * * mon-fri"),
            "Five fields, six with seconds first, or @daily and kin."),
        may("natural_language_schedule", text(500).example(PHRASE), "In words."),
        may("every", duration(), "So often, from start_date or from now on."),
        may(
            "timezone",
            text(64).usual("UTC").example("Europe/Berlin"),
            "In which its times are, by its name in the IANA database."),
        may("start_date", text(64).example("2099-12-01"), "Not before: a date or an instant."),
        may("end_date", text(64).example("2099-12-31"), "Not after: a date, whole, or an instant."),
        may("max_runs", whole().between(1, 1_000_000).example(10), "So many firings at most."),
        may("calendar", text(128).example("business-hours"), "The calendar that it obeys."));
  }

  private static List<Field> habits() {
    return List.of(
        may(
            "jitter",
            duration(),
            "Up to so much later, by chance, the same for each firing; at most 1d."),
        may(
            "misfire",
            word(Misfire.class).usual("once"),
            "What becomes of firings that nobody was there for."),
        may(
            "catchup_window",
            duration(),
            "What was missed for longer is never made up for; 15m unless said, at most 7d."),
        may(
            "overlap",
            word(Overlap.class).usual("allow"),
            "What becomes of a firing while the message of the one before is not yet sent."));
  }

  private static List<Field> shown() {
    return RecordSchema.fields(
        ScheduleJson.class,
        need("id", id(), "Its id."),
        note("name", "By which it can be put.", "daily-report"),
        need("agent_id", id(), "Who speaks."),
        note("agent_name", "Its name.", "autonomous"),
        note("platform", "Through its default connection.", "slack"),
        note("connection", "Through which connection."),
        note("recipient_id", "To whom on the platform.", "C0GENERAL"),
        note("thread_id", "In which thread."),
        note("contact", "To whom by name."),
        note("template", "The mustache text.", "Good morning, it is {{date}}."),
        note("template_name", "The named template."),
        need("template_variables", any().example(Map.of()), "Its variables."),
        need("format", word(Format.class).nullable(), "How the text is to be read."),
        need("actions", list(any()).example(List.of()), "What can be pressed."),
        need("priority", word(Priority.class).example("normal"), "How urgent it is."),
        need(
            "schedule_type",
            word(Schedule.Type.class).example("recurring"),
            "Once, or more often."),
        need("scheduled_for", later().nullable(), "As it was written."),
        note("cron_expression", "As it was written."),
        note("natural_language_schedule", "As it was written.", PHRASE),
        note("every", "As it was written."),
        note("timezone", "In which its times are.", "Europe/Berlin"),
        need("start_date", later().nullable(), "Not before."),
        need("end_date", later().nullable(), "Not after."),
        note("max_runs", "So many firings at most."),
        note("jitter", "Up to so much later."),
        need("misfire", word(Misfire.class).example("once"), "About missed firings."),
        note("catchup_window", "How long something is made up for.", "15m"),
        need("overlap", word(Overlap.class).example("allow"), "About the firing before."),
        note("calendar", "The calendar that it obeys."),
        note("understood", "What was understood, said back.", UNDERSTOOD),
        need("status", word(Schedule.Standing.class).example("active"), "Whether it fires."),
        need("next_runs", list(ref("NextRun")).most(5), "The next instants, without the jitter."),
        need("next_run", later().nullable(), "The next one, with the jitter."),
        need("last_run", past().nullable(), "The last instant that fired."),
        note("run_count", "How many firings were made.", 0),
        note("version", "Its ETag: grows with every change.", 1),
        note("created_by", "Whose key made it.", "admin"),
        note("updated_by", "Whose key wrote it last: the principal of its messages.", "admin"),
        need("created_at", past(), "When it was made."),
        need("updated_at", past(), "When it was changed, or fired, last."));
  }

  private static Schema many() {
    return Schema.object(
        need("accepted", whole().example(1), "How many are kept."),
        need("refused", whole().example(0), "How many are not."),
        need("items", list(ref("KeptScheduleItem")), "One for each, in their order."));
  }

  private static Schema item() {
    return Schema.object(
        need("index", whole().example(0), "Its place, from 0."),
        need("status", whole().example(201), "What `create-schedule` would have answered."),
        may("body", ref("KeptSchedule"), "The schedule; absent where it was refused."),
        may("problem", ref("Denial"), "Why it was refused; absent where it was not."));
  }

  private static Schema firing() {
    return RecordSchema.of(
        FiringJson.class,
        need("schedule_id", id(), "Of which schedule."),
        note("name", "Its name then.", "daily-report"),
        need("agent_id", id(), "Who speaks."),
        need("planned_at", past(), "The instant of the rule."),
        need("due_at", past(), "The same with its jitter: what lateness is measured from."),
        need("fired_at", past(), "When a node saw it."),
        note("lateness_ms", "How long after it was due.", 120),
        note("manual", "Whether somebody asked for it by run-now."),
        note("run", "Which firing it is, from 1; 0 where none was made.", 1),
        need("result", words(RESULTS).example("queued"), "What became of it."),
        need(
            "message_id",
            Schema.uuid().example(ID).nullable(),
            "Its message; null where there is none."),
        need(
            "message_status",
            word(Status.class).nullable(),
            "Where that stands now; null where there is none."),
        note("reason", "Why it is not simply queued: docs/RUNBOOK.md knows the word."),
        note("detail", "The same in a sentence."));
  }

  private static Schema parsed() {
    return RecordSchema.of(
        FiringSteps.ParsedJson.class,
        need(
            "schedule_type",
            word(Schedule.Type.class).example("recurring"),
            "Once, or more often."),
        note("cron_expression", "The same as cron, where cron can say it.", "0 9 * * 1-5"),
        need("scheduled_for", later().nullable(), "When, if once."),
        note("timezone", "The zone.", "Europe/Berlin"),
        need("start_date", later().nullable(), "Not before."),
        need("end_date", later().nullable(), "Not after."),
        note("max_runs", "So many firings at most."),
        note("understood", "What was understood, said back.", UNDERSTOOD),
        need("next_runs", list(ref("NextRun")).most(5), "The next instants."));
  }
}
