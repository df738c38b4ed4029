package dev.caravan.web;

import static dev.caravan.web.AnswerSteps.answer;

import dev.caravan.delivery.Wait;
import dev.caravan.governance.Accepted;
import dev.caravan.governance.Bulk;
import dev.caravan.message.Form;
import dev.caravan.message.Refused;
import dev.caravan.message.Submission;
import dev.caravan.web.AnswerSteps.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/** {@code POST …/send/batch}: many messages, each answered in its place as if it had come alone. */
public final class BatchSteps {
  static final int MOST = 1_000;
  private static final String KEY = "idempotency_key";
  private static final int LONGEST_KEY = 255;

  private final SubmissionSteps submissions;
  private final Bulk bulk;

  public BatchSteps(SubmissionSteps submissions, Bulk bulk) {
    this.submissions = submissions;
    this.bulk = bulk;
  }

  /** Sends them all. */
  public void send(Exchange exchange) {
    answer(exchange, this::sent);
  }

  private Answer sent(Request request) {
    List<?> asked = messages(request);
    List<Map<String, Object>> answers =
        new ArrayList<>(Collections.nCopies(asked.size(), Map.of()));
    List<Submission> read = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < asked.size(); i++) {
      try {
        read.add(submission(request, asked.get(i)));
        places.add(i);
      } catch (Refused refused) {
        answers.set(i, failed(i, refused, request));
      }
    }
    List<Bulk.One> done = bulk.submit(read);
    Map<UUID, Wait> waits = submissions.waits(accepted(done));
    for (int i = 0; i < done.size(); i++) {
      int place = places.get(i);
      answers.set(place, item(place, done.get(i), waits, request));
    }
    return Answer.ok(shown(answers));
  }

  private static List<Accepted> accepted(List<Bulk.One> done) {
    List<Accepted> accepted = new ArrayList<>();
    for (Bulk.One one : done) {
      if (one instanceof Bulk.One.Answered answered) {
        accepted.add(answered.accepted());
      }
    }
    return accepted;
  }

  /** The answer to many. */
  static Map<String, Object> shown(List<Map<String, Object>> items) {
    Map<String, Object> shown = new LinkedHashMap<>();
    long accepted = items.stream().filter(i -> !i.containsKey("problem")).count();
    shown.put("accepted", accepted);
    shown.put("refused", items.size() - accepted);
    shown.put("items", items);
    return shown;
  }

  private static List<?> messages(Request request) {
    if (request.header("Idempotency-Key") != null) {
      throw new Refused(
          Refused.Kind.INVALID,
          "Idempotency-Key",
          "contradiction",
          "A batch has no key of its own; write 'idempotency_key' into each message.");
    }
    Form form = request.form();
    List<?> messages = form.any("messages", MOST);
    if (messages.isEmpty() && !form.faulty()) {
      form.fault(
          "messages",
          "required",
          "'messages' is required, for example [{\"agent_id\": \"autonomous\", \"platform\": \"slack\", \"recipient_id\": \"C0GENERAL\", \"content\": \"Hello\"}].");
    }
    form.done();
    return messages;
  }

  private Submission submission(Request request, @Nullable Object asked) {
    if (!(asked instanceof Map<?, ?> map)) {
      throw new Refused(
          Refused.Kind.INVALID,
          "",
          "type",
          "A message is an object, for example {\"agent_id\": \"autonomous\", \"platform\": \"slack\", \"recipient_id\": \"C0GENERAL\", \"content\": \"Hello\"}.");
    }
    Map<Object, Object> body = new LinkedHashMap<>(map);
    Object key = body.remove(KEY);
    return submissions.submission(request, body, key == null ? null : key(key));
  }

  private static String key(Object given) {
    Form form = new Form(Map.of(KEY, given));
    String key = form.need(KEY, LONGEST_KEY, "report-2026-03-02");
    form.done();
    return key;
  }

  private Map<String, Object> item(
      int index, Bulk.One one, Map<UUID, Wait> waits, Request request) {
    if (one instanceof Bulk.One.Failed failed) {
      return failed(index, failed.why(), request);
    }
    Answer answer = submissions.shown(((Bulk.One.Answered) one).accepted(), waits, request.id());
    return item(index, answer.status(), answer.status() < 400 ? "body" : "problem", answer.body());
  }

  static Map<String, Object> failed(int index, RuntimeException why, Request request) {
    Problem problem = AnswerSteps.of(why);
    return item(index, problem.status(), "problem", problem.shown(request.id()));
  }

  static Map<String, Object> item(int index, int status, String name, Object value) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("index", index);
    item.put("status", status);
    item.put(name, value);
    return item;
  }
}
