package dev.caravan.wiring;

import dev.caravan.governance.Destinations;
import dev.caravan.message.Address;
import dev.caravan.message.Fault;
import dev.caravan.message.Form;
import dev.caravan.message.Refused;
import dev.caravan.platform.Connection;
import dev.caravan.platform.Platform;
import dev.caravan.store.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code caravan.ops.notify}: the targets of those on call, as JSON. */
record NotifySetting(Settings settings) {
  private static final Logger LOG = LoggerFactory.getLogger(NotifySetting.class);
  private static final String KEY = "caravan.ops.notify";
  private static final String EXAMPLE =
      "write a list of targets such as [{\"connection\":\"slack\",\"recipient_id\":\"C0ONCALL\"}]";

  /** Refuses what is no list of targets, whatever connections there are. */
  void check() {
    written();
  }

  /** The targets, each by its connection; throws {@link WrongSetting} where one leads nowhere. */
  List<Address> targets(Destinations destinations) {
    List<Address> targets = new ArrayList<>();
    for (Address address : written()) {
      targets.add(resolved(address, destinations, "[" + targets.size() + "]"));
    }
    if (!targets.isEmpty() && targets.stream().map(Address::connection).distinct().count() == 1) {
      LOG.warn(
          "{} names one connection alone, {}: nobody is told while that is sick; add a target on another",
          KEY,
          targets.get(0).connection());
    }
    return targets;
  }

  private List<Address> written() {
    if (!settings.has(KEY)) {
      return List.of();
    }
    List<Address> addresses = new ArrayList<>();
    for (Object item : items()) {
      if (!(item instanceof Map<?, ?> map)) {
        throw settings.wrong(KEY, "its item " + addresses.size() + " is no target; " + EXAMPLE);
      }
      addresses.add(address(map, "[" + addresses.size() + "]"));
    }
    return addresses;
  }

  private List<Object> items() {
    try {
      return Json.list(settings.text(KEY));
    } catch (RuntimeException e) {
      throw settings.wrong(KEY, "it is no list in JSON; " + EXAMPLE);
    }
  }

  private Address address(Map<?, ?> map, String place) {
    Form form = new Form(map);
    String platform = form.text("platform", 64);
    String connection = form.text("connection", 255);
    if (platform == null && connection == null) {
      form.fault("connection", "required", "'connection' or 'platform' is required.");
    }
    Address address =
        new Address(
            platform,
            connection,
            form.need("recipient_id", 255, "C0ONCALL"),
            form.text("thread_id", 255));
    try {
      form.done();
    } catch (Refused e) {
      throw wrong(place, told(e.faults()));
    }
    return address;
  }

  private Address resolved(Address address, Destinations destinations, String place) {
    try {
      Connection connection = destinations.connection(address);
      Platform platform = destinations.platform(connection);
      String thread = address.threadId();
      platform.recipientFault(address.recipientId()).ifPresent(why -> wrongly(place, why));
      if (thread != null) {
        platform.threadFault(thread).ifPresent(why -> wrongly(place, why));
      }
      return new Address(null, connection.name(), address.recipientId(), thread);
    } catch (Refused e) {
      throw wrong(place, told(e.faults()));
    }
  }

  private void wrongly(String place, String why) {
    throw wrong(place, why);
  }

  private WrongSetting wrong(String place, String why) {
    return settings.wrong(KEY, "at " + place + ": " + why.replaceAll("\\.$", ""));
  }

  private static String told(List<Fault> faults) {
    return faults.stream().map(Fault::message).collect(Collectors.joining(" "));
  }
}
