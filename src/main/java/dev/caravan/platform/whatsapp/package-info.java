/** WhatsApp: the Cloud API's messages, its interactive ones, and what its errors mean. */
@NullMarked
package dev.caravan.platform.whatsapp;

import org.jspecify.annotations.NullMarked;
