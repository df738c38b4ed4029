package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.delivery.MessagesTable;
import dev.caravan.governance.Accepted;
import dev.caravan.governance.Revised;
import dev.caravan.governance.Revisions;
import dev.caravan.message.Content;
import dev.caravan.message.Form;
import dev.caravan.message.Format;
import dev.caravan.message.StoredMessage;
import dev.caravan.web.AnswerSteps.Answer;
import org.apache.camel.Exchange;

/** Changes what was sent: {@code PUT …/proactive/{id}/content}, {@code POST …/{id}/recall}. */
public final class RevisionSteps {
  private final MessagesTable messages;
  private final Revisions revisions;

  public RevisionSteps(MessagesTable messages, Revisions revisions) {
    this.messages = messages;
    this.revisions = revisions;
  }

  /** Gives a message another content, where its platform can. */
  public void edit(Exchange exchange) {
    answer(
        exchange,
        request -> {
          StoredMessage stored = Visible.message(messages, request);
          Content old = stored.message().content();
          Form form = request.form();
          String text = form.need("content", MessagingSteps.LONGEST_CONTENT, "The price is 5.");
          Format format = form.word("format", Format.class, old.format());
          String comment = form.text("comment", 2_000);
          form.done();
          Content content = new Content(text, format, old.actions(), old.extras());
          return shown(request, revisions.edit(stored, content, who(request), comment));
        });
  }

  /** Takes a message back, where its platform can. */
  public void recall(Exchange exchange) {
    answer(
        exchange,
        request -> {
          StoredMessage stored = Visible.message(messages, request);
          Form form = request.form();
          String reason = form.need("reason", 2_000, "The prices were last week's.");
          form.done();
          return shown(request, revisions.recall(stored, who(request), reason));
        });
  }

  private static Revisions.Who who(Request request) {
    Principal principal = request.principal();
    boolean approver = principal.role() == Role.ADMIN || principal.role() == Role.APPROVER;
    return new Revisions.Who(principal.name(), approver);
  }

  private static Answer shown(Request request, Revised revised) {
    if (revised instanceof Revised.Done done) {
      return Answer.ok(MessageJson.of(done.message(), null));
    }
    if (revised instanceof Revised.Denied denied) {
      return SubmissionSteps.denied(
          new Accepted.Denied(denied.message(), denied.decision()), request.id());
    }
    return UnfinishedProblem.of((Revised.Unfinished) revised, request.id());
  }
}
