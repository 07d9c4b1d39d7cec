import { library } from '../library.ts';

/** https://github.com/mqttjs/MQTT.js */
export default library('mqtt', {
  'connect()': {
    emits: { again: { events: ['connect'], unless: ['reconnectPeriod'] } },
    creates: { what: 'MQTT client', close: ['await it.endAsync()', 'it.end()'], cost: 'opens its own connection' },
  },
  'connectAsync()': 'connect()',
  'MqttClient()': 'connect()',
  'connect().on()': { safe: true, handles: { what: 'message', open: true, when: ['message'] } },
  'connect().publishAsync()': { starts: { what: 'message' } },
});
