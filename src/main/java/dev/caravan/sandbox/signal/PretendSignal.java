package dev.caravan.sandbox.signal;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.caravan.sandbox.Answer;
import dev.caravan.sandbox.Call;
import dev.caravan.sandbox.Judged;
import dev.caravan.sandbox.PretendPlatform;
import dev.caravan.sandbox.Received;
import dev.caravan.sandbox.Settings;
import java.time.InstantSource;

/** signal-cli-rest-api in its json-rpc mode: send and edit, remote delete, accounts and about. */
public final class PretendSignal implements PretendPlatform {
  private static final String REMOTE_DELETE = "DELETE v1/remote-delete/";

  private final SignalMessages messages;

  public PretendSignal(Received received, InstantSource clock, Settings settings) {
    this.messages = new SignalMessages(received, clock, settings);
  }

  @Override
  public String id() {
    return "signal";
  }

  @Override
  public Judged judge(Call call) {
    String asked = call.method() + " " + call.path();
    if (asked.startsWith(REMOTE_DELETE)) {
      return messages.delete(call, asked.substring(REMOTE_DELETE.length()));
    }
    return switch (asked) {
      case "POST v2/send" -> messages.send(call);
      case "GET v1/accounts" -> new Judged.Answered(SignalAnswers.accounts());
      case "GET v1/about" -> new Judged.Answered(SignalAnswers.about());
      default -> new Judged.Answered(new Answer(404, new TextNode("404 page not found")));
    };
  }

  /** A limit of the account; it names no time, and as many empty tokens as recipients. */
  @Override
  public Answer rateLimited(long retryAfterSeconds) {
    return SignalAnswers.limited("");
  }

  /** The server's connection to signal-cli is gone before it could write the request. */
  @Override
  public Answer serverError() {
    return SignalAnswers.error("write tcp 127.0.0.1:52514->127.0.0.1:6001: write: broken pipe");
  }

  @Override
  public Answer rejected() {
    return SignalAnswers.error("Invalid group id");
  }
}
