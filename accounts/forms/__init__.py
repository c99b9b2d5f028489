from .entrance import (
    ChangeEmailForm,
    ChangePasswordForm,
    ConfirmLogInCodeForm,
    ConfirmResetCodeForm,
    LogInForm,
    NewEmailForm,
    NewPasswordForm,
    ReauthenticateForm,
    RequestLogInCodeForm,
    RequestResetForm,
    SetPasswordForm,
    VerifyEmailForm,
)
from .join import JoinForm
from .profile import CloseForm, ProfileForm
from .ways import DisconnectForm, JoinByWayForm

__all__ = [
    "ChangeEmailForm",
    "ChangePasswordForm",
    "CloseForm",
    "ConfirmLogInCodeForm",
    "ConfirmResetCodeForm",
    "DisconnectForm",
    "JoinByWayForm",
    "JoinForm",
    "LogInForm",
    "NewEmailForm",
    "NewPasswordForm",
    "ProfileForm",
    "ReauthenticateForm",
    "RequestLogInCodeForm",
    "RequestResetForm",
    "SetPasswordForm",
    "VerifyEmailForm",
]
