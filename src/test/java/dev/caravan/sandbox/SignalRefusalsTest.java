package dev.caravan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SignalRefusalsTest {
  private static final Outside OUTSIDE =
      new Outside(
          new Settings(
              100, 10_000, 1, true, Map.of("signal", Map.of("+15550100077", "exit status 3"))));

  @AfterAll
  static void close() {
    OUTSIDE.close();
  }

  record Refusal(String body, String error) {}

  static Stream<Refusal> refusals() {
    String unreadable = "Couldn't process request - invalid request";
    return Stream.of(
        new Refusal("{", unreadable),
        new Refusal("[]", unreadable),
        new Refusal(
            "{'number':'+15550100000','message':'x'}",
            "Couldn't process request - please provide at least one recipient"),
        new Refusal(
            "{'recipients':['+15550100001'],'message':'x'}",
            "Couldn't process request - please provide a valid number"),
        new Refusal(
            "{'number':'+1','recipients':['+15550100001'],'message':'x'}",
            "Specified account does not exist"),
        to(
            "'+15550100001','group.YWJj'",
            "Signal Messenger Groups and phone numbers cannot be specified together in one request! Please split them up into multiple REST API calls."),
        to(
            "'group.YWJj','group.YWJk'",
            "A signal message cannot be sent to more than one group at once! Please use multiple REST API calls for that."),
        to("'group.!'", "Invalid group id"),
        to("'someone'", "Invalid phone number 'someone': Not a valid number"),
        to("'+15550100404'", "The user +15550100404 is not registered."),
        to("'+15550100403'", "Failed to send message due to untrusted identities"),
        to("'+15550100400'", "Failed to send message"),
        to("'+15550100077'", "exit status 3"),
        to(
            "'group.Ym05MElHRWdiV1Z0WW1WeUlHOW1JSFJvYVhNPQ=='",
            "User is not a member in group: ops (bm90IGEgbWVtYmVyIG9mIHRoaXM=)"),
        said(
            "'message':''",
            "Sending empty message is not allowed, either a message, attachment or sticker must be given."),
        said("'message':'x','txet':1", unreadable + ": unknown field txet"),
        said("'message':'x','text_mode':'html'", "Couldn't process request - unknown text_mode"),
        said(
            "'message':'a *b','text_mode':'styled'",
            "Couldn't process request - '*' styles nothing"),
        said(
            "'message':'***a***','text_mode':'styled'",
            "Couldn't process request - '***' styles nothing"),
        said(
            "'message':'@','mentions':[{'start':0,'length':2,'author':'+15550100001'}]",
            "Invalid mention syntax (0:2:+15550100001) expected 'start:length:recipientNumber'"),
        said(
            "'message':'@','mentions':[{'start':0,'length':1,'author':'ada'}]",
            "Invalid phone number 'ada': Not a valid number"),
        said("'message':'x','quote_timestamp':1", "Invalid phone number '': Not a valid number"),
        said(
            "'message':'x','link_preview':{'url':'https://c.dev','title':'c'}",
            "Couldn't process request - please provide a valid link preview"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aSendIsRefusedByTheRealOnesWords(Refusal refusal) throws Exception {
    Outside.Reply reply = send(OUTSIDE, refusal.body());

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.json().path("error").asText()).isEqualTo(refusal.error());
  }

  @Test
  void aCaptchaIsAskedForWithAToken() throws Exception {
    Outside.Reply reply = send(OUTSIDE, to("'+15550100429'", "").body());

    assertThat(reply.status()).isEqualTo(429);
    assertThat(reply.json().path("challenge_tokens").path(0).asText()).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'{', +15550100000", "'{\"recipient\":\"+15550100001\"}', +15550100000"})
  void aDeleteWithoutATimeIsRefused(String body, String number) throws Exception {
    assertThat(
            OUTSIDE
                .send(
                    OUTSIDE
                        .to("/sandbox/signal/v1/remote-delete/" + number)
                        .method("DELETE", BodyPublishers.ofString(body)))
                .status())
        .isEqualTo(400);
  }

  @Test
  void theRealOnesLeniencyIsToBeHadWithoutStrictMode() throws Exception {
    try (Outside lenient = new Outside(new Settings(100, 10_000, 1, false, Map.of()))) {
      assertThat(
              send(lenient, said("'message':'a *b','text_mode':'styled','txet':1", "").body())
                  .status())
          .isEqualTo(201);
    }
  }

  private static Refusal to(String recipients, String error) {
    return new Refusal(
        "{'number':'+15550100000','recipients':[" + recipients + "],'message':'x'}", error);
  }

  private static Refusal said(String fields, String error) {
    return new Refusal(
        "{'number':'+15550100000','recipients':['+15550100001']," + fields + "}", error);
  }

  private static Outside.Reply send(Outside outside, String body) throws Exception {
    return outside.send(
        outside
            .to("/sandbox/signal/v2/send")
            .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
  }
}
