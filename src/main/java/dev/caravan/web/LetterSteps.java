package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.agent.Agents;
import dev.caravan.delivery.DeadLettersTable;
import dev.caravan.delivery.DeadLettersTable.Filter;
import dev.caravan.delivery.DeadLettersTable.Place;
import dev.caravan.delivery.MessagesTable;
import dev.caravan.message.Form;
import dev.caravan.message.StoredMessage;
import dev.caravan.web.AnswerSteps.Answer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/v1/dead-letters}: what came to a bad end and waits for somebody. */
public final class LetterSteps {
  private final Agents agents;
  private final MessagesTable messages;
  private final DeadLettersTable letters;
  private final MessageDetail detail;

  public LetterSteps(
      Agents agents, MessagesTable messages, DeadLettersTable letters, MessageDetail detail) {
    this.agents = agents;
    this.messages = messages;
    this.letters = letters;
    this.detail = detail;
  }

  /** How many dead letters of one status have one reason, and since when the oldest is one. */
  public record CountJson(String status, @Nullable String reason, long count, Instant oldest) {
    static CountJson of(DeadLettersTable.Count count) {
      return new CountJson(
          count.status().word(),
          count.reason() == null ? null : count.reason().word(),
          count.count(),
          count.oldest());
    }
  }

  /** Those that match, newest first. */
  public void list(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form query = request.query();
          Filter filter = LetterFilter.read(agents, request, query);
          Place after = LetterFilter.place(query);
          int limit = Pages.limit(query);
          query.done();
          List<StoredMessage> found = letters.newest(filter, after, limit);
          Object next =
              found.size() < limit ? null : LetterFilter.cursor(found.get(found.size() - 1));
          return Answer.ok(AnswerSteps.page(detail.shown(found), next));
        });
  }

  /** How many there are, by status and reason. */
  public void summary(Exchange exchange) {
    answer(
        exchange,
        request -> {
          Form query = request.query();
          Filter filter = LetterFilter.read(agents, request, query);
          query.done();
          List<CountJson> counts = letters.counts(filter).stream().map(CountJson::of).toList();
          Map<String, Object> body = new LinkedHashMap<>();
          body.put("total", counts.stream().mapToLong(CountJson::count).sum());
          body.put("items", counts);
          return Answer.ok(body);
        });
  }

  /** One of them whole, dealt with or not. */
  public void get(Exchange exchange) {
    answer(
        exchange,
        request -> Answer.ok(LetterJson.of(Visible.letter(messages, request), messages, detail)));
  }
}
