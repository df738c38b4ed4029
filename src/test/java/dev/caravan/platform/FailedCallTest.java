package dev.caravan.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.message.Outcome;
import dev.caravan.message.Outcome.Retry;
import dev.caravan.message.Outcome.Unknown;
import dev.caravan.message.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.component.direct.DirectConsumerNotAvailableException;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.HttpHostConnectException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Only what is known to come before the first byte may be tried again. */
class FailedCallTest {

  @TestFactory
  Stream<DynamicTest> nothing_was_written() {
    return Stream.of(
            new UnknownHostException("h"),
            new ConnectException("refused"),
            new HttpHostConnectException("refused"),
            new ConnectTimeoutException("slow"),
            new NoRouteToHostException("no"),
            new PortUnreachableException("no"),
            new SSLHandshakeException("untrusted"),
            new SSLPeerUnverifiedException("another host"),
            new ConnectionRequestTimeoutException("pool"))
        .map(e -> means(e, Retry.class, Reason.CONNECT_FAILED));
  }

  @TestFactory
  Stream<DynamicTest> the_route_did_not_run() {
    return Stream.of(
            new RejectedExecutionException("stopping"),
            new DirectConsumerNotAvailableException(
                "none", new DefaultExchange(new DefaultCamelContext())),
            new NotSent("The connection is gone."))
        .map(e -> means(e, Retry.class, Reason.ROUTE_UNAVAILABLE));
  }

  @TestFactory
  Stream<DynamicTest> it_may_have_arrived() {
    return Stream.of(
        means(new SocketTimeoutException("read"), Unknown.class, Reason.TIMEOUT),
        means(new NoHttpResponseException("gone"), Unknown.class, Reason.CONNECTION_LOST),
        means(new SocketException("reset"), Unknown.class, Reason.CONNECTION_LOST),
        means(new SSLException("broken"), Unknown.class, Reason.CONNECTION_LOST),
        means(new IOException("end of stream"), Unknown.class, Reason.CONNECTION_LOST),
        means(new ProtocolException("no HTTP"), Unknown.class, Reason.CONNECTION_LOST),
        means(new NullPointerException(), Unknown.class, Reason.ROUTE_FAILED),
        means(new StackOverflowError(), Unknown.class, Reason.ROUTE_FAILED));
  }

  @TestFactory
  Stream<DynamicTest> before_anything_left_the_hub_whatever_is_thrown_is_tried_again() {
    return Stream.of(
            new NullPointerException(), new IOException("no JSON"), new SocketTimeoutException("?"))
        .map(
            thrown ->
                DynamicTest.dynamicTest(
                    thrown.getClass().getSimpleName(),
                    () ->
                        assertThat(FailedCall.outcome(thrown, inside()))
                            .isInstanceOfSatisfying(
                                Retry.class,
                                retry -> {
                                  assertThat(retry.reason()).isEqualTo(Reason.ROUTE_FAILED);
                                  assertThat(retry.detail())
                                      .contains("at platform-x, step y before anything was sent");
                                })));
  }

  private static FailedCall.Stage inside() {
    return new FailedCall.Stage(false, "platform-x, step y", null);
  }

  @Test
  void no_connection_says_where_to_and_why() {
    assertThat(unconnected(new HttpHostConnectException("Connect failed: Connection refused")))
        .isEqualTo(
            "No connection to chat.example:8443: connection refused (HttpHostConnectException).");
    assertThat(unconnected(new UnknownHostException("chat.example")))
        .contains("chat.example:8443: its name does not resolve (DNS)");
    assertThat(unconnected(new ConnectTimeoutException("slow")))
        .contains("it did not take the connection in time");
    Exception untrusted = new SSLHandshakeException("PKIX");
    untrusted.initCause(new java.security.cert.CertPathValidatorException("untrusted"));
    assertThat(unconnected(untrusted)).contains("its certificate is not trusted here (TLS)");
    assertThat(unconnected(new SSLHandshakeException("protocol_version")))
        .contains("the two did not agree on TLS");
  }

  private static String unconnected(Exception thrown) {
    FailedCall.Stage stage = new FailedCall.Stage(true, null, "chat.example:8443");
    return ((Retry) FailedCall.outcome(thrown, stage)).detail();
  }

  @Test
  void details_do_not_repeat_what_an_exception_says() {
    Throwable thrown = new IllegalArgumentException("Invalid url: http://x/bot" + Deliveries.TOKEN);
    assertThat(FailedCall.outcome(thrown).toString()).doesNotContain(Deliveries.TOKEN);
  }

  @Test
  void a_chain_that_bites_its_tail_ends() {
    Exception a = new IllegalStateException();
    a.initCause(new IllegalStateException(a));
    assertThat(FailedCall.outcome(a)).isInstanceOf(Unknown.class);
  }

  private static DynamicTest means(Throwable thrown, Class<?> type, Reason reason) {
    return DynamicTest.dynamicTest(
        thrown.getClass().getSimpleName(),
        () -> {
          Throwable wrapped = new CamelExecutionException("in a route", null, thrown);
          for (Throwable each : new Throwable[] {thrown, wrapped}) {
            Outcome outcome = FailedCall.outcome(each);
            assertThat(outcome).isInstanceOf(type);
            assertThat(outcome instanceof Retry r ? r.reason() : ((Unknown) outcome).reason())
                .isEqualTo(reason);
          }
        });
  }
}
