package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.delivery.MessagesTable;
import dev.caravan.delivery.Outbox;
import dev.caravan.governance.InDoubt;
import dev.caravan.governance.InDoubt.As;
import dev.caravan.message.Form;
import dev.caravan.message.StoredMessage;
import dev.caravan.web.AnswerSteps.Answer;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** Says what became of a message in doubt: {@code POST …/proactive/{id}/settle}. */
public final class SettleSteps {
  private static final int LONGEST_ID = 1_000;

  private final MessagesTable messages;
  private final InDoubt doubts;
  private final Outbox outbox;

  public SettleSteps(MessagesTable messages, InDoubt doubts, Outbox outbox) {
    this.messages = messages;
    this.doubts = doubts;
    this.outbox = outbox;
  }

  /** Settles it, and answers with the message as it stands then. */
  public void settle(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form form = request.form();
          String word = form.need("as", 16, "sent");
          As as = word.isEmpty() ? As.FAILED : form.word("as", As.class, As.FAILED);
          String platformId = form.text("platform_message_id", LONGEST_ID);
          String reason = form.need("reason", 2_000, "I looked: it is there.");
          check(form, as, platformId);
          form.done();
          UUID id = request.pathId();
          doubts.settle(id, new InDoubt.Word(as, platformId, reason, request.principal().name()));
          StoredMessage stored = messages.byId(id).orElseThrow(() -> Visible.unknown(id));
          return Answer.ok(MessageJson.of(stored, outbox.waits().of(stored).orElse(null)));
        });
  }

  private static void check(Form form, As as, @Nullable String platformId) {
    if (platformId == null) {
      return;
    }
    if (platformId.isBlank()) {
      form.fault(
          "platform_message_id",
          "required",
          "'platform_message_id' is blank; leave it out, or write for example \"C0123ABCD/1700000000.000100\".");
    } else if (as != As.SENT) {
      form.fault(
          "platform_message_id",
          "contradiction",
          "'platform_message_id' names what arrived; leave it out, or write \"as\": \"sent\".");
    }
  }
}
