package dev.caravan.bench;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * All that is promised in figures, in one table. Each part starts a hub of its own and can be run
 * alone: {@code mvn -Pbench verify -Dtest=EngineBench#drainsOverHttp}.
 */
@Tag("bench")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EngineBench {
  private static final Figures FIGURES = new Figures();

  @AfterAll
  static void print() {
    FIGURES.print();
  }

  @Test
  @Order(1)
  void accepts() throws Exception {
    AcceptBench.measure(FIGURES);
  }

  @Test
  @Order(2)
  void decides() throws Exception {
    GovernBench.measure(FIGURES);
  }

  @Test
  @Order(3)
  void drainsAtOnce() throws Exception {
    DrainBench.atOnce(FIGURES);
  }

  @Test
  @Order(4)
  void drainsOverHttp() throws Exception {
    DrainBench.overHttp(FIGURES);
  }

  @Test
  @Order(5)
  void acceptsAndDelivers() throws Exception {
    TogetherBench.measure(FIGURES);
  }

  @Test
  @Order(6)
  void lanes() throws Exception {
    LanesBench.measure(FIGURES);
  }

  @Test
  @Order(7)
  void ninePlatforms() throws Exception {
    NinePlatformsBench.measure(FIGURES);
  }

  @Test
  @Order(8)
  void limits() throws Exception {
    LimitsBench.measure(FIGURES);
  }

  @Test
  @Order(9)
  void claims() throws Exception {
    ClaimBench.measure(FIGURES);
  }

  @Test
  @Order(10)
  void memory() throws Exception {
    MemoryBench.measure(FIGURES);
  }

  @Test
  @Order(11)
  void later() throws Exception {
    LaterBench.measure(FIGURES);
  }

  @Test
  @Order(12)
  void flood() throws Exception {
    FloodBench.measure(FIGURES);
  }

  @Test
  @Order(13)
  void edits() throws Exception {
    SwapBench.measure(FIGURES);
  }

  @Test
  @Order(14)
  void measuring() {
    MetersBench.measure(FIGURES);
  }
}
