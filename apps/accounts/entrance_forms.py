from allauth.account import forms
from allauth.account.forms import (SignupForm, LoginForm, AddEmailForm as AddressForm, ChangePasswordForm, SetPasswordForm, ResetPasswordForm as ForgottenForm, ResetPasswordKeyForm as NewPasswordForm, ReauthenticateForm, ConfirmEmailVerificationCodeForm as ConfirmAddressForm, ConfirmPasswordResetCodeForm as ConfirmResetForm)
