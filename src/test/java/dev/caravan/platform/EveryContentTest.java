package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Content;
import dev.caravan.message.Deed;
import dev.caravan.message.Format;
import dev.caravan.message.Message;
import dev.caravan.message.Outcome.Sent;
import dev.caravan.sandbox.Arrival;
import dev.caravan.sandbox.FarSide;
import dev.caravan.sandbox.ReceivedMessage;
import dev.caravan.sandbox.Wanted;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A thousand random contents through every renderer into its pretend platform. */
class EveryContentTest {
  private static final int CONTENTS = 1_000;
  private static final int ALL = 10_000;
  private static final FarSide SANDBOX = FarSide.start(0);

  @AfterAll
  static void close() {
    SANDBOX.close();
  }

  @ParameterizedTest
  @MethodSource("dev.caravan.platform.Samples#ids")
  void a_thousand_contents_arrive_whole_and_notify_nobody(String id) {
    Wire wire = new Wire(id, "http://127.0.0.1:" + SANDBOX.port());
    for (int seed = 0; seed < CONTENTS; seed++) {
      Chatter.Said said = Chatter.said(seed);
      SANDBOX.received().clear(Wanted.ALL);
      send(wire, said.content(), seed);
      List<Arrival> arrived =
          SANDBOX.received().list(new Wanted(id, null), 0, ALL).stream()
              .map(ReceivedMessage::arrival)
              .toList();
      assertThat(arrived)
          .as("whom content %d notifies", seed)
          .allSatisfy(arrival -> assertThat(arrival.beside().notified()).isEmpty());
      read(said, arrived, seed);
    }
  }

  private static void send(Wire wire, Content content, int seed) {
    Message message = wire.message(content);
    int parts = wire.platform().parts(content);
    for (int part = 0; part < parts; part++) {
      assertThat(wire.carry(message, part, new Deed.Post()))
          .as("part %d of content %d", part, seed)
          .isInstanceOf(Sent.class);
    }
  }

  private static void read(Chatter.Said said, List<Arrival> arrived, int seed) {
    String joined = arrived.stream().map(Arrival::text).collect(Collectors.joining());
    if (said.content().format() == Format.PLAIN) {
      // What no button can say follows the text.
      String wanted = bare(said.content().text());
      int same = Arrays.mismatch(wanted.toCharArray(), bare(joined).toCharArray());
      assertThat(same < 0 ? wanted.length() : same)
          .as("how much of content %d arrived", seed)
          .isEqualTo(wanted.length());
      return;
    }
    String letters = joined.replaceAll("[^A-Za-z0-9]", "");
    int from = 0;
    for (String word : said.words()) {
      int at = letters.indexOf(word, from);
      assertThat(at).as("where %s of content %d arrived", word, seed).isNotNegative();
      from = at + word.length();
    }
  }

  /** Without white space, which a cut may take, and the unseen mark that keeps a name from one. */
  private static String bare(String text) {
    return text.codePoints()
        .filter(c -> !Character.isWhitespace(c) && !Character.isSpaceChar(c) && c != 0x2060)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
