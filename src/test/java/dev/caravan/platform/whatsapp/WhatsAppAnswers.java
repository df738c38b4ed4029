package dev.caravan.platform.whatsapp;

import static dev.caravan.platform.graph.GraphRows.error;
import static dev.caravan.platform.graph.GraphRows.limited;
import static dev.caravan.platform.graph.GraphRows.rejected;
import static dev.caravan.platform.graph.GraphRows.retried;
import static dev.caravan.platform.graph.GraphRows.unclear;
import static dev.caravan.platform.graph.GraphRows.unknown;

import dev.caravan.message.Outcome.Sent;
import dev.caravan.message.Reason;
import dev.caravan.platform.Deliveries;
import dev.caravan.platform.PlatformContract.Row;
import dev.caravan.platform.graph.GraphRows;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Answers of POST /{number}/messages, and what they mean; statuses are mixed on purpose. */
final class WhatsAppAnswers {
  private WhatsAppAnswers() {}

  private static final List<Row> OWN =
      List.of(
          new Row(
              200,
              Map.of(),
              "{\"messaging_product\":\"whatsapp\",\"contacts\":[{\"input\":\"1650\",\"wa_id\":\"1650\"}],"
                  + "\"messages\":[{\"id\":\"wamid.HBgL\",\"message_status\":\"accepted\"}]}",
              Sent.class,
              null),
          rejected(400, 131047, Reason.WINDOW_CLOSED),
          rejected(200, 131047, Reason.WINDOW_CLOSED),
          rejected(400, 131026, Reason.RECIPIENT_UNREACHABLE),
          rejected(500, 131026, Reason.RECIPIENT_UNREACHABLE),
          rejected(400, 131021, Reason.RECIPIENT_UNREACHABLE),
          rejected(400, 131030, Reason.RECIPIENT_UNREACHABLE),
          rejected(403, 130497, Reason.RECIPIENT_UNREACHABLE),
          rejected(403, 131031, Reason.CREDENTIAL_REFUSED),
          rejected(403, 131005, Reason.CREDENTIAL_REFUSED),
          rejected(400, 131042, Reason.CREDENTIAL_REFUSED),
          rejected(400, 131045, Reason.CREDENTIAL_REFUSED),
          rejected(400, 133010, Reason.CREDENTIAL_REFUSED),
          rejected(400, 33, Reason.CREDENTIAL_REFUSED),
          rejected(400, 131008, Reason.REQUEST_REFUSED),
          rejected(400, 131009, Reason.REQUEST_REFUSED),
          rejected(400, 131049, Reason.REQUEST_REFUSED),
          rejected(400, 131051, Reason.REQUEST_REFUSED),
          rejected(400, 131052, Reason.CONTENT_REFUSED),
          rejected(400, 131053, Reason.CONTENT_REFUSED),
          rejected(404, 132001, Reason.CONTENT_REFUSED),
          rejected(400, 132012, Reason.CONTENT_REFUSED),
          rejected(400, 132016, Reason.CONTENT_REFUSED),
          rejected(400, 132018, Reason.CONTENT_REFUSED),
          limited(400, 131056),
          limited(400, 130429),
          limited(429, 80007),
          limited(400, 131048),
          limited(400, 131057),
          retried(500, 131000),
          retried(400, 131016),
          retried(503, 133004),
          unclear("{\"messages\":[]}"),
          unclear("{\"messages\":[{\"id\":\"\"}]}"),
          unclear("{\"messaging_product\":\"whatsapp\",\"messages\":[{\"id\":\"wamid"),
          unknown(500, error(1, "An unknown error")),
          rejected(401, error(190, "Malformed access token " + Deliveries.TOKEN)));

  static final List<Row> ALL = Stream.concat(OWN.stream(), GraphRows.COMMON.stream()).toList();
}
