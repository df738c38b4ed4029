package dev.caravan.governance;

import dev.caravan.delivery.Gate;
import dev.caravan.message.WaitingFor;
import java.util.Optional;

/** Every reason for which a whole connection may be closed: the first that speaks is told. */
public final class Pauses implements Gate {
  private final Stops stops;
  private final PausesTable paused;

  public Pauses(Stops stops, PausesTable paused) {
    this.stops = stops;
    this.paused = paused;
  }

  @Override
  public Optional<Closed> closed(String connection, String platform) {
    return stops
        .closed(connection, platform)
        .or(
            () ->
                paused
                    .of(connection)
                    .map(
                        p ->
                            new Closed(
                                WaitingFor.PAUSED,
                                p.by(),
                                p.by() + " paused " + connection + ": " + p.reason())));
  }
}
