package dev.caravan.governance;

import dev.caravan.message.Address;
import dev.caravan.message.Content;
import dev.caravan.message.Fault;
import dev.caravan.message.Form;
import dev.caravan.message.Notes;
import dev.caravan.message.Priority;
import dev.caravan.message.Refused;
import dev.caravan.message.Submission;
import dev.caravan.message.Terms;
import dev.caravan.store.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a submission as callers write it, with every fault named at once. */
public final class SubmissionForm {
  private static final int LONGEST_ID = 255;
  private static final int MOST_LABELS = 16;
  private static final int METADATA_BYTES = 8 * 1024;

  /** What a contact's name stands for. */
  private static final List<String> ELSEWHERE =
      List.of("platform", "connection", "recipient_id", "thread_id", "failover");

  private SubmissionForm() {}

  /**
   * The submission; what its body says of its entry goes into the one that its way in gave it.
   * Where it may be a repeat, and nothing else is wrong, its times are left to {@link #checkTimes}.
   */
  public static Submission read(Map<?, ?> body, Submission.Entry entry, Instant now) {
    return read(new Form(body), entry, now);
  }

  /** As {@link #read}, of what is to be said later: {@code scheduled_for} is required. */
  public static Submission readLater(Map<?, ?> body, Submission.Entry entry, Instant now) {
    Form form = new Form(body);
    if (!form.has("scheduled_for")) {
      form.fault(
          "scheduled_for",
          "required",
          "'scheduled_for' is required here, for example 2026-12-24T18:00:00Z.");
    }
    return read(form, entry, now);
  }

  private static Submission read(Form form, Submission.Entry entry, Instant now) {
    String agent = form.need("agent_id", LONGEST_ID, "autonomous");
    Address to = address(form);
    Content content = ContentForm.read(form);
    Terms terms = terms(form);
    if (form.flag("send_now", true) && form.has("send_now") && terms.scheduledFor() != null) {
      form.fault(
          "send_now",
          "contradiction",
          "'send_now' and 'scheduled_for' exclude each other; leave one of them out.");
    }
    Submission.Dedup dedup = DedupForm.read(form);
    boolean dryRun = form.flag("dry_run", false);
    Notes notes = notes(form);
    Submission.Entry entered = entry.with(dedup, dryRun);
    if (!entered.mayRepeat() || form.faulty()) {
      times(terms, now).forEach(f -> form.fault(f.field(), f.code(), f.message()));
    }
    form.done();
    return new Submission(agent, to, content, terms, notes, entered);
  }

  /** Where it is to go; its faults are the form's. */
  public static Address address(Form form) {
    String contact = form.text("contact", LONGEST_ID);
    String platform = form.text("platform", 64);
    String connection = form.text("connection", LONGEST_ID);
    String thread = form.text("thread_id", LONGEST_ID);
    Address.Otherwise otherwise = FailoverForm.read(form);
    if (contact != null) {
      form.text("recipient_id", LONGEST_ID);
      for (String other : ELSEWHERE) {
        if (form.has(other)) {
          form.fault(
              other,
              "contradiction",
              "'contact' says where it goes; leave '" + other + "' out, or 'contact'.");
        }
      }
      return Address.of(contact);
    }
    if (platform == null && connection == null) {
      form.fault(
          "platform",
          "required",
          "'platform' or 'connection' is required, for example \"slack\"; or a 'contact'.");
    }
    return new Address(
        platform,
        connection,
        form.need("recipient_id", LONGEST_ID, "C0123ABCD"),
        thread,
        otherwise,
        null);
  }

  private static Terms terms(Form form) {
    Instant scheduled = form.instant("scheduled_for");
    Instant expires = form.instant("expires_at");
    Duration maxAge = form.duration("max_age");
    return new Terms(
        form.word("priority", Priority.class, Priority.NORMAL), scheduled, expires, maxAge);
  }

  /** Throws {@link Refused} where the times of what was read leave none to send it in. */
  static void checkTimes(Terms terms, Instant now) {
    List<Fault> faults = times(terms, now);
    if (!faults.isEmpty()) {
      throw new Refused(Refused.Kind.INVALID, faults);
    }
  }

  private static List<Fault> times(Terms terms, Instant now) {
    List<Fault> faults = new ArrayList<>();
    Instant scheduled = terms.scheduledFor();
    Instant expires = terms.expiresAt();
    if (scheduled != null && !scheduled.isAfter(now)) {
      faults.add(
          new Fault(
              "scheduled_for",
              "in_the_past",
              "'scheduled_for' is "
                  + scheduled
                  + ", but now is "
                  + now
                  + "; write a later time, or leave it out to send at once."));
    }
    Instant begin = scheduled == null ? now : scheduled;
    if (expires != null && !expires.isAfter(begin)) {
      faults.add(
          new Fault(
              "expires_at",
              "before_it_begins",
              "'expires_at' is "
                  + expires
                  + ", not after "
                  + begin
                  + "; the message could never be sent."));
    }
    return faults;
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
