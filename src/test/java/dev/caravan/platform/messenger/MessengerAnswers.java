package dev.caravan.platform.messenger;

import static dev.caravan.platform.graph.GraphRows.limited;
import static dev.caravan.platform.graph.GraphRows.rejected;
import static dev.caravan.platform.graph.GraphRows.retried;
import static dev.caravan.platform.graph.GraphRows.unclear;

import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Reason;
import dev.caravan.platform.PlatformContract.Row;
import dev.caravan.platform.graph.GraphRows;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Answers of POST /{page}/messages, and what they mean; statuses are mixed on purpose. */
final class MessengerAnswers {
  private MessengerAnswers() {}

  private static final List<Row> OWN =
      List.of(
          new Row(
              200,
              Map.of(),
              "{\"recipient_id\":\"5275811702471834\",\"message_id\":\"m_qr6G\"}",
              Sent.class,
              null),
          // Recipients that are named by a reference have no id in the answer.
          new Row(200, Map.of(), "{\"message_id\":\"m_qr6G\"}", Sent.class, null),
          rejected(400, 10, 2018278, Reason.WINDOW_CLOSED),
          rejected(403, 10, 2534022, Reason.WINDOW_CLOSED),
          rejected(400, 10, 2018065, Reason.WINDOW_CLOSED),
          rejected(400, 200, 1545041, Reason.WINDOW_CLOSED),
          rejected(400, 10, 2018108, Reason.RECIPIENT_UNREACHABLE),
          rejected(400, 200, 2018028, Reason.RECIPIENT_UNREACHABLE),
          rejected(400, 551, 0, Reason.RECIPIENT_UNREACHABLE),
          rejected(400, 551, 1545041, Reason.RECIPIENT_UNREACHABLE),
          rejected(400, 100, 2018001, Reason.RECIPIENT_UNKNOWN),
          rejected(400, 10, 1893063, Reason.CREDENTIAL_REFUSED),
          rejected(400, 100, 1893061, Reason.REQUEST_REFUSED),
          rejected(400, 10, 2018300, Reason.REQUEST_REFUSED),
          rejected(400, 100, 2018034, Reason.CONTENT_REFUSED),
          rejected(400, 100, 2018008, Reason.CONTENT_REFUSED),
          rejected(400, 100, 2018047, Reason.CONTENT_REFUSED),
          limited(400, 613),
          limited(403, 80006),
          retried(400, 1200),
          unclear("{\"recipient_id\":\"5275811702471834\"}"),
          unclear("{\"message_id\":\"m_qr"));

  static final List<Row> ALL = Stream.concat(OWN.stream(), GraphRows.COMMON.stream()).toList();
}
