package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.contact.Policies;
import dev.caravan.contact.RecipientPolicy;
import dev.caravan.delivery.MessagingWindows;
import dev.caravan.delivery.RecipientsTable;
import dev.caravan.governance.Destinations;
import dev.caravan.message.Form;
import dev.caravan.message.Refused;
import dev.caravan.message.Target;
import dev.caravan.platform.Connection;
import dev.caravan.web.AnswerSteps.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * {@code /api/v1/recipients}: what is known of one recipient, and until when they may be written
 * to.
 */
public final class RecipientSteps {
  private static final int LONGEST = 255;

  private final Destinations destinations;
  private final RecipientsTable recipients;
  private final MessagingWindows windows;
  private final Policies policies;

  public RecipientSteps(
      Destinations destinations,
      RecipientsTable recipients,
      MessagingWindows windows,
      Policies policies) {
    this.destinations = destinations;
    this.recipients = recipients;
    this.windows = windows;
    this.policies = policies;
  }

  /** Shows a recipient; one of whom nothing is known, too. */
  public void get(Exchange exchange) {
    answer(exchange, request -> Answer.ok(shown(lane(request))));
  }

  /**
   * Sets what the body names: until when the recipient's window is open, as who receives their
   * messages elsewhere knows, and what they ask of whoever writes to them.
   */
  public void put(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Target.Lane lane = lane(request);
          Map<?, ?> body = request.body();
          Form form = new Form(body);
          Instant until = form.instant("window_open_until");
          PolicyForm policy = PolicyForm.read(form, body);
          if (!form.has("window_open_until") && !policy.says()) {
            form.fault(
                "window_open_until",
                "required",
                "Write 'window_open_until', for example 2026-12-24T18:00:00Z, or some of "
                    + String.join(", ", PolicyForm.FIELDS)
                    + ".");
          }
          form.done();
          String by = request.principal().name();
          if (policy.says()) {
            policies.set(lane, old -> whole(policy.over(old)), windows.subject(lane), by);
            recipients.refresh();
          }
          if (until != null) {
            windows.set(lane, until, by);
          }
          return Answer.ok(shown(lane));
        });
  }

  private static RecipientPolicy whole(RecipientPolicy policy) {
    PolicyForm.lacking(policy)
        .ifPresent(
            fault -> {
              throw new Refused(Refused.Kind.INVALID, List.of(fault));
            });
    return policy;
  }

  private RecipientJson shown(Target.Lane lane) {
    return RecipientJson.of(
        lane, windows.of(lane), recipients.kept(lane).orElse(null), windows.subject(lane));
  }

  private Target.Lane lane(Request request) {
    Form query = request.query();
    String name = query.need("connection", LONGEST, "whatsapp");
    String recipient = query.need("recipient_id", LONGEST, "491701234567");
    query.done();
    Connection connection = destinations.connection(name);
    destinations
        .platform(connection)
        .recipientFault(recipient)
        .ifPresent(
            why -> {
              throw new Refused(Refused.Kind.INVALID, "recipient_id", "recipient_form", why);
            });
    return new Target.Lane(name, recipient);
  }
}
