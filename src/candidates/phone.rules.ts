export { phoneNumber } from '../platform/lang/phone.js';
