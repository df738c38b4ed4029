package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.agent.Agents;
import dev.caravan.delivery.Decisions;
import dev.caravan.delivery.MessagesTable;
import dev.caravan.delivery.MessagesTable.Filter;
import dev.caravan.delivery.Outbox;
import dev.caravan.governance.Approvals;
import dev.caravan.message.Form;
import dev.caravan.message.Message;
import dev.caravan.message.Reason;
import dev.caravan.message.Refused;
import dev.caravan.message.Status;
import dev.caravan.message.StoredMessage;
import dev.caravan.store.AuditLog;
import dev.caravan.store.AuditLog.Act;
import dev.caravan.web.AnswerSteps.Answer;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** {@code /api/v1/messaging/proactive}: answer for what was said, and look it up. */
public final class MessagingSteps {
  private static final int LONGEST_KEY = 255;
  static final int LONGEST_CONTENT = 100_000;

  private final Agents agents;
  private final Outbox outbox;
  private final MessagesTable messages;
  private final Approvals approvals;
  private final MessageDetail detail;
  private final InstantSource clock;

  public MessagingSteps(
      Agents agents,
      Outbox outbox,
      MessagesTable messages,
      Approvals approvals,
      MessageDetail detail,
      InstantSource clock) {
    this.agents = agents;
    this.outbox = outbox;
    this.messages = messages;
    this.approvals = approvals;
    this.detail = detail;
    this.clock = clock;
  }

  private MessageJson shown(StoredMessage stored) {
    return detail.shown(stored);
  }

  /** What awaits approval, oldest first. */
  public void queue(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form query = request.query();
          Filter filter =
              new Filter(
                  who(request, query),
                  Status.PENDING,
                  label(query),
                  null,
                  addressed(query),
                  span(query));
          query.done();
          return page(messages.oldest(filter));
        });
  }

  /** Everything that was accepted, newest first. */
  public void history(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form query = request.query();
          String status = query.text("status", 16);
          Status wanted = status == null ? null : query.word("status", Status.class, Status.SENT);
          Boolean monitored = flag(query, "monitored");
          Filter filter =
              new Filter(
                  who(request, query),
                  wanted,
                  label(query),
                  monitored,
                  addressed(query),
                  span(query));
          query.done();
          return page(messages.newest(filter));
        });
  }

  private static @Nullable Boolean flag(Form query, String name) {
    String text = query.text(name, 5);
    if (text != null && !text.equals("true") && !text.equals("false")) {
      query.fault(name, "type", "'" + name + "' is '" + text + "'; write true or false.");
    }
    return text == null ? null : Boolean.valueOf(text);
  }

  private Filter.Who who(Request request, Form query) {
    return who(agents, request, query);
  }

  /** From and to whom; an agent's key sees its own messages alone. */
  static Filter.Who who(Agents agents, Request request, Form query) {
    String agent = query.text("agent_id", LONGEST_KEY);
    UUID id = request.principal().agentId();
    if (agent != null) {
      SubmissionSteps.standsFor(agents, request.principal(), agent);
      id = agents.find(agent).orElseThrow(() -> agents.unknown(agent)).id();
    }
    return new Filter.Who(
        id,
        query.text("recipient_id", LONGEST_KEY),
        query.text("platform", 64),
        query.text("connection", LONGEST_KEY),
        query.text("correlation_id", LONGEST_KEY));
  }

  /** The label {@code name}, or {@code name=value}. */
  static Filter.@Nullable Label label(Form query) {
    String label = query.text("label", 600);
    if (label == null) {
      return null;
    }
    int equals = label.indexOf('=');
    return equals < 0
        ? new Filter.Label(label, null)
        : new Filter.Label(label.substring(0, equals), label.substring(equals + 1));
  }

  private static Filter.Addressed addressed(Form query) {
    return new Filter.Addressed(
        query.text("contact", ContactForm.LONGEST_NAME), Pages.id(query, "batch_id"));
  }

  private static Filter.Span span(Form query) {
    return new Filter.Span(
        query.instant("from"), query.instant("to"), Pages.cursor(query), Pages.limit(query));
  }

  private Answer page(MessagesTable.Page found) {
    return Answer.ok(AnswerSteps.page(detail.shown(found.items()), found.next()));
  }

  /** One message with its tries and its trail. */
  public void get(Exchange exchange) {
    answer(
        exchange,
        request -> {
          StoredMessage stored = visible(request);
          return Answer.ok(detail.of(stored));
        });
  }

  /** The chain that decided, and why the message has not gone out. */
  public void explain(Exchange exchange) {
    answer(
        exchange,
        request -> {
          StoredMessage stored = visible(request);
          MessageJson shown = shown(stored);
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("id", shown.id());
          body.put("status", shown.status());
          body.put("waiting_for", shown.waitingFor());
          body.put("waiting_until", shown.waitingUntil());
          body.put("waiting_sentence", shown.waitingSentence());
          body.put("decision", Decisions.shown(stored.progress().decision()));
          body.put("answered", answered(shown));
          body.put("approvals", approvals.of(stored.message().id()));
          body.put("attempts", messages.attempts(stored.message().id()));
          return Answer.ok(body);
        });
  }

  /** What became of a hold, which stays the decision until governance is asked anew. */
  private static @Nullable String answered(MessageJson shown) {
    if (shown.approvedBy() != null) {
      return "%s approved it at %s; no hold keeps it back any more."
          .formatted(shown.approvedBy(), shown.approvedAt());
    }
    return shown.rejectionReason() == null
        ? null
        : "A human rejected it: " + shown.rejectionReason();
  }

  /** Approves a held message, as it is or with another text. */
  public void approve(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form form = request.form();
          Approvals.Who who = answerer(request, form, "approver_user_id");
          String content = form.text("content", LONGEST_CONTENT);
          if (content != null && content.isBlank()) {
            form.fault(
                "content",
                "required",
                "'content' is blank; leave it out to approve the text as it is.");
          }
          String comment = form.text("comment", 2_000);
          form.done();
          approvals.approve(request.pathId(), who, content, comment);
          return Answer.ok(shown(found(request.pathId())));
        });
  }

  /** Rejects a held message. */
  public void reject(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form form = request.form();
          Approvals.Who who = answerer(request, form, "rejecter_user_id");
          String reason = form.need("rejection_reason", 2_000, "The figures are last week's.");
          form.done();
          approvals.reject(request.pathId(), who, reason);
          return Answer.ok(shown(found(request.pathId())));
        });
  }

  private static Approvals.Who answerer(Request request, Form form, String field) {
    Principal principal = request.principal();
    String named = form.text(field, LONGEST_KEY);
    boolean other = named != null && !named.equals(principal.name());
    if (other && principal.role() != Role.ADMIN) {
      form.fault(
          field,
          "not_itself",
          "Only an admin may answer in somebody else's name; leave '" + field + "' out.");
    }
    return new Approvals.Who(principal.name(), other ? named : null);
  }

  /** Cancels what is not yet being sent. */
  public void cancel(Exchange exchange) {
    answer(
        exchange,
        request -> {
          StoredMessage stored = visible(request);
          Message message = stored.message();
          Act act =
              new Act(
                  AuditLog.message(message.id()),
                  "message.cancelled",
                  request.principal().name(),
                  Reason.CANCELLED_BY_HUMAN.word(),
                  message.notes().correlationId(),
                  Map.of());
          if (!messages.end(message.id(), Status.CANCELLED, act, clock.instant())) {
            throw new Refused(
                Refused.Kind.CONFLICT,
                "id",
                "not_cancellable",
                "The message is "
                    + found(message.id()).progress().status().word()
                    + " or being sent; only what waits can be cancelled.");
          }
          return Answer.ok(shown(found(message.id())));
        });
  }

  /** Looks for due messages now; the hub does so by itself anyway. */
  public void sendScheduled(Exchange exchange) {
    answer(exchange, request -> Answer.ok(Map.of("due", outbox.promoteDue())));
  }

  private StoredMessage visible(Request request) {
    return Visible.message(messages, request);
  }

  private StoredMessage found(UUID id) {
    return messages.byId(id).orElseThrow(() -> Visible.unknown(id));
  }
}
