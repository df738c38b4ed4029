package dev.caravan.web.openapi;

import static dev.caravan.web.openapi.Field.may;
import static dev.caravan.web.openapi.Field.need;
import static dev.caravan.web.openapi.Schema.any;
import static dev.caravan.web.openapi.Schema.flag;
import static dev.caravan.web.openapi.Schema.list;
import static dev.caravan.web.openapi.Schema.map;
import static dev.caravan.web.openapi.Schema.ref;
import static dev.caravan.web.openapi.Schema.text;
import static dev.caravan.web.openapi.Schema.word;
import static dev.caravan.web.openapi.Schema.words;
import static dev.caravan.web.openapi.SharedSchemas.later;

import dev.caravan.message.Action;
import dev.caravan.message.Format;
import dev.caravan.message.Mention;
import dev.caravan.message.Priority;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What callers send to have something said, or to answer for it. */
final class SubmissionSchemas {
  private static final String DUE =
      "When it is to go; must be later than now. Excludes `send_now`.";

  private static final List<String> SAID = List.of("content", "template", "template_name");

  private SubmissionSchemas() {}

  static Map<String, Schema> all() {
    Map<String, Schema> schemas = new LinkedHashMap<>();
    schemas.put("Submission", submission(may("scheduled_for", later(), DUE)));
    schemas.put(
        "BatchSubmission",
        submission(
            may("scheduled_for", later(), DUE),
            may(
                "idempotency_key",
                text(255).example("report-2026-03-02"),
                "As the header Idempotency-Key of `send`.")));
    schemas.put("ScheduledSubmission", submission(need("scheduled_for", later(), DUE)));
    schemas.put("SubmittedAction", Schema.oneOf(ref("SubmittedButton"), ref("SubmittedSelect")));
    schemas.put("SubmittedButton", button());
    schemas.put("SubmittedSelect", select());
    schemas.put(
        "ActionOption",
        Schema.object(
            need("id", text(64).example("eu"), "Comes back when it is chosen."),
            need("label", text(200).example("Europe"), "What the reader sees.")));
    schemas.put("SubmittedAttachment", attachment());
    schemas.put("SubmittedMention", mention());
    schemas.put("PlatformTemplate", Schema.object(template()));
    schemas.put("Approval", approval());
    schemas.put("Rejection", rejection());
    return schemas;
  }

  private static Schema submission(Field... own) {
    List<Field> fields = new ArrayList<>(said());
    fields.addAll(content());
    fields.addAll(FailoverSchemas.submitted());
    fields.addAll(List.of(own));
    fields.addAll(terms());
    fields.addAll(notes());
    return Schema.object(fields)
        .about(
            "What is to be said, as `content` or as a template. Either `platform` or `connection` says where, with a `recipient_id`; or a `contact` stands for all of them.")
        .with("anyOf", ways());
  }

  /** Each way of saying where, with each of saying what. */
  private static List<Map<String, Object>> ways() {
    List<List<String>> where =
        List.of(
            List.of("platform", "recipient_id"),
            List.of("connection", "recipient_id"),
            List.of("contact"));
    List<Map<String, Object>> ways = new ArrayList<>();
    for (List<String> place : where) {
      for (String said : SAID) {
        List<String> both = new ArrayList<>(place);
        both.add(said);
        ways.add(Map.of("required", both));
      }
    }
    return ways;
  }

  /** The preview's, which needs no recipient. */
  static List<Map<String, Object>> saying() {
    return SAID.stream().map(said -> Map.<String, Object>of("required", List.of(said))).toList();
  }

  private static List<Field> said() {
    return List.of(
        need("agent_id", text(255).example("autonomous"), "Who speaks: an agent's id or name."),
        may(
            "platform",
            text(64).example("slack"),
            "Through which platform: its default connection is taken."),
        may("connection", text(255).example("slack"), "Through which connection."),
        may(
            "contact",
            text(255).example("bob"),
            "To whom, by name: the first address of a person that can be used; a group becomes a message a member."),
        may(
            "recipient_id",
            text(255).example("C0GENERAL"),
            "To whom, as the platform names a channel or a person."),
        may(
            "thread_id",
            text(255).example("1700000000.000100"),
            "The thread that it continues, as the platform names it."));
  }

  /** The fields of what is said. */
  static List<Field> content() {
    List<Field> fields = new ArrayList<>();
    fields.add(
        may(
            "content",
            text(100_000).example("The nightly report is ready."),
            "What is said; split where the platform takes less in one message. Exactly one of it, `template` and `template_name`."));
    fields.addAll(TemplateOperations.asked());
    fields.add(
        may(
            "format",
            word(Format.class),
            "How the text is to be read. Left out: plain, or as the named template says."));
    fields.addAll(beside());
    return fields;
  }

  /** What goes with the text. */
  private static List<Field> beside() {
    return List.of(
        may("actions", list(ref("SubmittedAction")).most(100), "What the reader can press."),
        may(
            "attachments",
            list(ref("SubmittedAttachment")).most(10),
            "Files by their address: shown where the platform can, else linked."),
        may(
            "mentions",
            list(ref("SubmittedMention")).most(20),
            "Who is notified; nobody is by what the text says. `everyone` and `here` need the grant mention_all."),
        may("link_preview", flag().usual(false), "Whether links may be unfolded."),
        may(
            "platform_template",
            ref("PlatformTemplate"),
            "Sent instead of the text while the recipient's messaging window is closed."));
  }

  /** The fields of a text that a platform approved. */
  static List<Field> template() {
    return List.of(
        need("name", text(512).example("order_update"), "Its name at the platform."),
        need("language", text(35).example("en_US"), "Its language, as the platform writes it."),
        may(
            "parameters",
            list(text(1_024).example("4711")).most(50),
            "What its variables become, in their order."));
  }

  private static Schema attachment() {
    return Schema.object(
        need(
            "url",
            text(2_000).example("https://example.org/report.png"),
            "Where it is; the hub never fetches it."),
        may("name", text(255).example("report.png"), "What it is called."),
        may("mime_type", text(255).example("image/png"), "What it is; else its address tells."),
        may(
            "alt_text",
            text(1_000).example("The report's first page"),
            "What it shows, for those who cannot see it."));
  }

  private static Schema mention() {
    return Schema.object(
        need("type", word(Mention.Kind.class), "Who is meant."),
        may(
            "id",
            text(255).example("U0ANNA"),
            "Of the user or the role, as the platform names them; needed for these alone."));
  }

  private static List<Field> terms() {
    return List.of(
        may("priority", word(Priority.class).usual("normal"), "A higher one goes first."),
        may("send_now", flag().usual(true), "May be left out; excludes `scheduled_for`."),
        may("expires_at", later(), "If it has not gone by then, it never goes."),
        may("max_age", Schema.duration(), "As `expires_at`, counted from its acceptance."));
  }

  private static List<Field> notes() {
    return List.of(
        may(
            "dedup_key",
            text(255).example("report-2026-03-02"),
            "A further message of the agent with the same key is swallowed within the window, and answered with the first one."),
        may(
            "dedup_window",
            Schema.duration(1, 31 * 86_400),
            "For how long from this message on, if it is the first: 1 s to 31 d, else `caravan.dedup.window`. Needs `dedup_key`."),
        may(
            "labels",
            map(text(255)).with("maxProperties", 16).example(Map.of("team", "finance")),
            "For filters and stops."),
        may("metadata", any().example(Map.of("run", 17)), "Kept and returned; 8 KiB as JSON."),
        may(
            "governance_metadata",
            any().example(Map.of("ticket", "OPS-1")),
            "Kept within the metadata, under its own name."),
        may(
            "correlation_id",
            text(255).example("order-4711"),
            "In every trace of the message; else X-Correlation-Id, traceparent, or a new one."),
        may(
            "dry_run",
            flag().usual(false),
            "Answers what would become of it, and neither stores nor sends anything."),
        may("reply_to", text(255).example("1700000000.000100"), "The message that it answers."));
  }

  private static Schema button() {
    return Schema.object(
        may("type", words(List.of("button")).usual("button"), "That it is one."),
        need("id", text(64).example("approve"), "Comes back when it is pressed; unique here."),
        need("label", text(200).example("Approve"), "What the reader sees."),
        may(
            "style",
            word(Action.Style.class).usual("default"),
            "How it looks, where the platform knows looks."),
        may("url", text(2_000).example("https://example.org/report"), "Makes it a link."));
  }

  private static Schema select() {
    return Schema.object(
        need("type", words(List.of("select")), "That it is one."),
        need("id", text(64).example("region"), "Comes back with what was chosen; unique here."),
        need("label", text(200).example("Region"), "What the reader sees."),
        need("options", list(ref("ActionOption")).most(100), "The choices, one at least."));
  }

  private static Schema approval() {
    return Schema.object(
        may("content", text(100_000).example("The report is ready."), "Another text, if edited."),
        may("comment", text(2_000).example("Figures checked."), "Kept with the approval."),
        may(
            "approver_user_id",
            text(255).example("mira"),
            "In whose name an admin answers; others leave it out."));
  }

  private static Schema rejection() {
    return Schema.object(
        need(
            "rejection_reason",
            text(2_000).example("The figures are last week's."),
            "Shown to whoever asks why it did not go."),
        may(
            "rejecter_user_id",
            text(255).example("mira"),
            "In whose name an admin answers; others leave it out."));
  }
}
