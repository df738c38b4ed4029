package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.sandbox.Outside.Reply;
import java.security.KeyPairGenerator;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pretend token endpoint: what it signs for, and what it does not. */
class GoogleChatGrantTest {
  private static final Outside OUTSIDE = new Outside();
  private static GoogleChatCalls chat;

  @BeforeAll
  static void open() throws Exception {
    chat = new GoogleChatCalls(OUTSIDE);
  }

  @AfterAll
  static void close() {
    OUTSIDE.close();
  }

  @Test
  void anAssertionIsTradedForATokenOfAnHour() throws Exception {
    Reply reply = grant(Map.of());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("token_type").asText()).isEqualTo("Bearer");
    assertThat(reply.json().path("expires_in").asInt()).isEqualTo(3599);
  }

  @ParameterizedTest
  @CsvSource({
    "iss, someone@example.org, account not found",
    "aud, https://chat.googleapis.com, Failed audience check",
    "scope, https://www.googleapis.com/auth/chat, Invalid OAuth scope"
  })
  void aClaimThatIsWrongIsNamed(String claim, String value, String said) throws Exception {
    assertThat(refusal(grant(Map.of(claim, value)))).contains(said);
  }

  @ParameterizedTest
  @CsvSource({"0, 3601", "-7200, -3600", "600, 4000", "-4000, 10"})
  void aTimeThatIsTooLongOrNotNowIsRefused(long issued, long expires) throws Exception {
    long now = Outside.NOW.getEpochSecond();

    assertThat(refusal(grant(Map.of("iat", now + issued, "exp", now + expires))))
        .contains("short-lived token");
  }

  @Test
  void anotherKeyIsNoSignature() throws Exception {
    KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
    keys.initialize(2048);
    String forged = GoogleChatCalls.assertion(Map.of(), keys.generateKeyPair().getPrivate());

    assertThat(refusal(chat.grant(GoogleChatCalls.GRANT, forged)))
        .isEqualTo("Invalid JWT Signature.");
  }

  @ParameterizedTest
  @CsvSource({"'', Invalid JWT", "a.b.c, Invalid JWT", "eyJhbGciOiJub25lIn0.e30., Invalid JWT"})
  void whatIsNoSignedJwtIsRefused(String assertion, String said) throws Exception {
    assertThat(refusal(chat.grant(GoogleChatCalls.GRANT, assertion))).contains(said);
  }

  @Test
  void anotherGrantIsUnsupported() throws Exception {
    Reply reply = chat.grant("client_credentials", GoogleChatCalls.assertion(Map.of()));

    assertThat(reply.json().path("error").asText()).isEqualTo("unsupported_grant_type");
  }

  private static Reply grant(Map<String, ?> claims) throws Exception {
    return chat.grant(GoogleChatCalls.GRANT, GoogleChatCalls.assertion(claims));
  }

  private static String refusal(Reply reply) {
    assertThat(reply.status()).isEqualTo(400);
    return reply.json().path("error_description").asText();
  }
}
