package dev.caravan.governance;

import dev.caravan.delivery.Left;
import dev.caravan.delivery.MessagingWindows;
import dev.caravan.delivery.Outbox;
import dev.caravan.delivery.Standing;
import dev.caravan.governance.Accepted.Rehearsed;
import dev.caravan.message.Message;
import dev.caravan.message.Status;
import dev.caravan.platform.Connection;
import dev.caravan.platform.preview.Preview;
import dev.caravan.platform.preview.Previews;
import java.util.ArrayList;
import java.util.List;

/** Dry runs: says what would become of a submission, and leaves no trace of it. */
public final class Rehearsals {
  private final Destinations destinations;
  private final MessagingWindows windows;
  private final Outbox outbox;

  public Rehearsals(Destinations destinations, MessagingWindows windows, Outbox outbox) {
    this.destinations = destinations;
    this.windows = windows;
    this.outbox = outbox;
  }

  /** What a judged submission, which would stand at {@code status}, would become. */
  Rehearsed of(Case judged, Status status, List<String> warnings) {
    Message message = judged.message();
    Connection connection = destinations.connection(message.target().connection());
    boolean closed = windows.of(message.target().lane()) instanceof Standing.Closed;
    boolean template = closed && windows.templated(message);
    List<String> told = new ArrayList<>(warnings);
    if (template) {
      told.add(
          "The recipient's window is closed now, so the template would go instead of the text.");
    }
    Previews previews = new Previews(destinations.platform(connection), connection);
    Preview rendering = template ? previews.template(message) : previews.text(message);
    Left left = outbox.left(message.target().lane()).orElse(null);
    return new Rehearsed(
        new Rehearsed.Judged(message, judged.decision(), status),
        rendering,
        new Rehearsed.Allowed(connection.traffic(), left),
        told);
  }
}
