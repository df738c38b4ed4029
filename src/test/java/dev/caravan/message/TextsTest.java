package dev.caravan.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class TextsTest {

  @Property(tries = 500)
  void whatIsStorableSurvivesUtf8(@ForAll String text) {
    byte[] utf8 = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    boolean survives =
        new String(utf8, java.nio.charset.StandardCharsets.UTF_8).equals(text)
            && text.indexOf('\0') < 0;

    assertThat(Texts.unstorable(text).isEmpty()).isEqualTo(survives);
  }

  @Example
  void theNearestNameIsOneThatMayHaveBeenMeant() {
    List<String> known = List.of("recipient_id", "platform", "priority");

    assertThat(Texts.nearest("recipientid", known)).hasValue("recipient_id");
    assertThat(Texts.nearest("prioritty", known)).hasValue("priority");
    assertThat(Texts.nearest("colour", known)).isEmpty();
    assertThat(Texts.nearest("p".repeat(100_000), known)).isEmpty();
  }

  @Example
  void whatIsShownIsShort() {
    assertThat(Texts.shown("x".repeat(100))).hasSize(60).endsWith("...");
  }
}
