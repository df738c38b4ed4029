package dev.caravan.governance;

import dev.caravan.message.Action;
import dev.caravan.message.Address;
import dev.caravan.message.Content;
import dev.caravan.message.Form;
import dev.caravan.message.Format;
import dev.caravan.message.Notes;
import dev.caravan.message.Priority;
import dev.caravan.message.Submission;
import dev.caravan.message.Terms;
import dev.caravan.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a submission as callers write it, with every fault named at once. */
public final class SubmissionForm {
  /** Longer texts are refused; up to here they are split as their platform needs. */
  private static final int LONGEST_CONTENT = 100_000;

  private static final int LONGEST_ID = 255;
  private static final int MOST_LABELS = 16;
  private static final int MOST_ACTIONS = 100;
  private static final int METADATA_BYTES = 8 * 1024;

  /** What later versions bring; until then they are refused rather than ignored. */
  private static final List<String> NOT_YET =
      List.of(
          "contact",
          "attachments",
          "mentions",
          "template",
          "template_name",
          "template_variables",
          "platform_template",
          "failover",
          "dry_run");

  private SubmissionForm() {}

  /** The submission; its {@code dedup_key} goes into the entry that its way in gave it. */
  public static Submission read(Map<?, ?> body, Submission.Entry entry, Instant now) {
    Form form = new Form(body);
    for (String later : NOT_YET) {
      if (form.has(later)) {
        form.fault(later, "not_yet", "'" + later + "' is not taken by this version; leave it out.");
      }
    }
    String agent = form.need("agent_id", LONGEST_ID, "autonomous");
    Address to = address(form);
    Content content = content(form);
    Terms terms = terms(form, now);
    if (form.flag("send_now", true) && form.has("send_now") && terms.scheduledFor() != null) {
      form.fault(
          "send_now",
          "contradiction",
          "'send_now' and 'scheduled_for' exclude each other; leave one of them out.");
    }
    String dedup = form.text("dedup_key", LONGEST_ID);
    Notes notes = notes(form);
    form.done();
    return new Submission(
        agent,
        to,
        content,
        terms,
        notes,
        new Submission.Entry(
            entry.origin(), entry.principal(), entry.originKey(), entry.idempotencyKey(), dedup));
  }

  private static Address address(Form form) {
    String platform = form.text("platform", 64);
    String connection = form.text("connection", LONGEST_ID);
    if (platform == null && connection == null) {
      form.fault(
          "platform", "required", "'platform' or 'connection' is required, for example \"slack\".");
    }
    return new Address(
        platform,
        connection,
        form.need("recipient_id", LONGEST_ID, "C0123ABCD"),
        form.text("thread_id", LONGEST_ID));
  }

  private static Content content(Form form) {
    return new Content(
        form.need("content", LONGEST_CONTENT, "Hello"),
        form.word("format", Format.class, Format.PLAIN),
        actions(form));
  }

  private static List<Action> actions(Form form) {
    List<Action> actions = new ArrayList<>();
    for (Form one : form.forms("actions", MOST_ACTIONS)) {
      String id = one.need("id", 64, "approve");
      String label = one.need("label", 200, "Approve");
      if (actions.stream().anyMatch(a -> a.id().equals(id))) {
        one.fault("id", "duplicate", "Two actions have the id '" + id + "'; each needs its own.");
      }
      String type = one.text("type", 16);
      if (type != null && type.equals("select")) {
        actions.add(new Action.Select(id, label, options(one)));
      } else {
        if (type != null && !type.equals("button")) {
          one.fault(
              "type", "unknown_value", "'type' is '" + type + "'; write one of button, select.");
        }
        actions.add(
            new Action.Button(
                id, label, one.word("style", Action.Style.class, Action.Style.DEFAULT), url(one)));
      }
      one.refuseUnknown();
    }
    return actions;
  }

  private static List<Action.Option> options(Form select) {
    List<Action.Option> options = new ArrayList<>();
    for (Form one : select.forms("options", MOST_ACTIONS)) {
      options.add(new Action.Option(one.need("id", 64, "a"), one.need("label", 200, "A")));
      one.refuseUnknown();
    }
    if (options.isEmpty()) {
      select.fault(
          "options",
          "required",
          "A select needs at least one option, for example [{\"id\": \"a\", \"label\": \"A\"}].");
    }
    return options;
  }

  private static @Nullable String url(Form button) {
    String url = button.text("url", 2_000);
    if (url != null && !url.startsWith("https://") && !url.startsWith("http://")) {
      button.fault(
          "url",
          "not_a_url",
          "'url' is '" + url + "'; write an address that begins with https:// or http://.");
    }
    return url;
  }

  private static Terms terms(Form form, Instant now) {
    Instant scheduled = form.instant("scheduled_for");
    Instant expires = form.instant("expires_at");
    Duration maxAge = form.duration("max_age");
    if (scheduled != null && !scheduled.isAfter(now)) {
      form.fault(
          "scheduled_for",
          "in_the_past",
          "'scheduled_for' is "
              + scheduled
              + ", but now is "
              + now
              + "; write a later time, or leave it out to send at once.");
    }
    Instant begin = scheduled == null ? now : scheduled;
    if (expires != null && !expires.isAfter(begin)) {
      form.fault(
          "expires_at",
          "before_it_begins",
          "'expires_at' is "
              + expires
              + ", not after "
              + begin
              + "; the message could never be sent.");
    }
    return new Terms(
        form.word("priority", Priority.class, Priority.NORMAL), scheduled, expires, maxAge);
  }

  private static Notes notes(Form form) {
    Map<String, Object> metadata = new LinkedHashMap<>(form.map("metadata"));
    if (form.has("governance_metadata")) {
      metadata.put("governance_metadata", form.map("governance_metadata"));
    }
    int size = Json.bytes(metadata).length;
    if (size > METADATA_BYTES) {
      form.fault(
          "metadata",
          "too_long",
          "'metadata' has " + size + " bytes as JSON; at most 8192 are taken.");
    }
    String correlation = form.text("correlation_id", LONGEST_ID);
    return new Notes(
        form.textMap("labels", MOST_LABELS, LONGEST_ID),
        metadata,
        correlation == null ? "" : correlation,
        form.text("reply_to", LONGEST_ID));
  }
}
