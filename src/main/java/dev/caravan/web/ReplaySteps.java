package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.agent.Agents;
import dev.caravan.delivery.MessagesTable;
import dev.caravan.governance.Accepted;
import dev.caravan.governance.BulkReplay;
import dev.caravan.governance.DeadLetters;
import dev.caravan.message.Content;
import dev.caravan.message.Form;
import dev.caravan.message.Format;
import dev.caravan.message.StoredMessage;
import dev.caravan.web.AnswerSteps.Answer;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** What is done about dead letters: {@code POST …/{id}/replay}, {@code /discard}, and in bulk. */
public final class ReplaySteps {
  /** So many a second where nobody says otherwise; a platform's own limits hold besides. */
  private static final int USUAL_PACE = 10;

  private static final int FASTEST = 1_000;

  private final Agents agents;
  private final MessagesTable messages;
  private final DeadLetters letters;
  private final BulkReplay bulk;
  private final SubmissionSteps submissions;
  private final MessageDetail detail;

  public ReplaySteps(
      Agents agents,
      MessagesTable messages,
      DeadLetters letters,
      BulkReplay bulk,
      SubmissionSteps submissions,
      MessageDetail detail) {
    this.agents = agents;
    this.messages = messages;
    this.letters = letters;
    this.bulk = bulk;
    this.submissions = submissions;
    this.detail = detail;
  }

  /** Says one again, as it was or with another text; answers like a send. */
  public void replay(Exchange exchange) {
    answer(
        exchange,
        request -> {
          StoredMessage dead = Visible.letter(messages, request);
          Form form = request.form();
          Content content = content(form, dead.message().content());
          Instant expires = form.instant("expires_at");
          boolean dryRun = form.flag("dry_run", false);
          form.done();
          Accepted accepted =
              letters.replay(
                  dead, request.principal().name(), new DeadLetters.Edit(content, expires, dryRun));
          return submissions.shown(accepted, request.id());
        });
  }

  private static @Nullable Content content(Form form, Content old) {
    String text = form.text("content", MessagingSteps.LONGEST_CONTENT);
    Format format = form.word("format", Format.class, old.format());
    if (text != null && text.isBlank()) {
      form.fault(
          "content", "required", "'content' is blank; leave it out to say the text as it was.");
    }
    if (text == null && format != old.format()) {
      form.fault(
          "format",
          "contradiction",
          "'format' says how another 'content' is to be read; write both, or leave it out.");
    }
    return text == null
        ? null
        : new Content(text, format, old.actions(), old.extras().worded(null));
  }

  /** Takes one off the list. */
  public void discard(Exchange exchange) {
    answer(
        exchange,
        request -> {
          StoredMessage dead = Visible.letter(messages, request);
          Form form = request.form();
          String reason = form.need("reason", 2_000, "The customer was called instead.");
          form.done();
          letters.discard(dead, request.principal().name(), reason);
          return Answer.ok(LetterJson.of(dead, messages, detail));
        });
  }

  /** Says many again, so many a second. */
  public void replayAll(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form form = request.form();
          var filter = LetterFilter.needed(agents, request, form);
          long pace = form.number("per_second", 1, FASTEST, USUAL_PACE);
          boolean dryRun = form.flag("dry_run", false);
          form.done();
          BulkReplay.Report report =
              bulk.replay(
                  new BulkReplay.Wish(filter, (int) pace, dryRun, request.principal().name()));
          return Answer.ok(BulkReplayJson.of(report, dryRun));
        });
  }
}
