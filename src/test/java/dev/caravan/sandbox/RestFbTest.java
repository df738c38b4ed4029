package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.restfb.DefaultFacebookClient;
import com.restfb.FacebookEndpoints;
import com.restfb.Parameter;
import com.restfb.Version;
import com.restfb.exception.FacebookOAuthException;
import com.restfb.types.Page;
import com.restfb.types.send.IdMessageRecipient;
import com.restfb.types.send.Message;
import com.restfb.types.send.MessagingType;
import com.restfb.types.send.QuickReply;
import com.restfb.types.send.SendResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client that nobody here wrote takes the pretended Messenger for the real one. */
class RestFbTest {
  private final Outside outside = new Outside();

  @AfterEach
  void close() {
    outside.close();
  }

  @Test
  void itsMessagesArrive() {
    Message message = new Message("Where?");
    message.addQuickReply(new QuickReply("Here", "t1"));

    SendResponse response = send(client(Tokens.MESSENGER), "5275811702471834", message);

    ReceivedMessage kept = outside.farSide.received().list(Wanted.ALL, 0, 1).get(0);
    assertThat(response.getRecipientId()).isEqualTo("5275811702471834");
    assertThat(response.getMessageId()).isEqualTo(kept.platformMessageId());
    assertThat(kept.arrival().text()).isEqualTo("Where?");
    assertThat(kept.arrival().actions()).extracting(OfferedAction::label).containsExactly("Here");
  }

  @Test
  void itsErrorsAreToldApart() {
    assertThatThrownBy(() -> send(client(Tokens.MESSENGER), "2018278", new Message("x")))
        .isInstanceOfSatisfying(
            FacebookOAuthException.class,
            refused -> {
              assertThat(refused.getErrorCode()).isEqualTo(10);
              assertThat(refused.getErrorSubcode()).isEqualTo(2018278);
            });
    assertThatThrownBy(() -> send(client("EAAwrong"), "4711", new Message("x")))
        .isInstanceOfSatisfying(
            FacebookOAuthException.class,
            refused -> assertThat(refused.getErrorCode()).isEqualTo(190));
  }

  @Test
  void itLearnsWhoThePageIs() {
    assertThat(client(Tokens.MESSENGER).fetchObject("me", Page.class).getName())
        .isEqualTo("Caravan");
  }

  private static SendResponse send(DefaultFacebookClient client, String to, Message message) {
    return client.publish(
        "me/messages",
        SendResponse.class,
        Parameter.with("messaging_type", MessagingType.RESPONSE),
        Parameter.with("recipient", new IdMessageRecipient(to)),
        Parameter.with("message", message));
  }

  /** With the proof of its app's secret, as RestFB reckons it. */
  private DefaultFacebookClient client(String token) {
    DefaultFacebookClient client =
        new DefaultFacebookClient(token, Tokens.META_APP_SECRET, Version.LATEST);
    client.setFacebookEndpointUrls(
        new FacebookEndpoints() {
          @Override
          public String getGraphEndpoint() {
            return "http://127.0.0.1:" + outside.farSide.port() + "/sandbox/messenger";
          }
        });
    return client;
  }
}
